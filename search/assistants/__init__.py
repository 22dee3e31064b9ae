"""Tools that let an assistant read a library: only `telusur mcp` imports them."""
