"""`telusur mcp`: the library as tools of an assistant, which can read it and change nothing."""

from pathlib import Path

from telusur.search.assistants.answer_budget import DEFAULT_CHARACTERS, LEAST_CHARACTERS
from telusur.search.commands.documented import documented
from telusur.search.commands.session import missing_extra, open_library
from telusur.search.commands.shared_options import count_option, library_option


@documented(
    "telusur mcp",
    "telusur mcp --library ~/arsip",
)
@count_option(
    "--characters",
    minimum=LEAST_CHARACTERS,
    default=DEFAULT_CHARACTERS,
    help="The longest answer, in characters.",
)
@library_option
def command(characters: int, library: Path | None) -> None:
    """Let an assistant read the library, over the Model Context Protocol.

    The client starts this command and speaks with it on standard input and output. The tools
    search, count and read; none of them changes anything. It needs the extra telusur[mcp].
    docs/assistants.md says how to set up a client, and what it is shown.
    """
    try:
        from telusur.search.assistants.tool_server import serve_tools
    except ImportError as error:
        raise missing_extra("telusur mcp", "mcp") from error
    serve_tools(open_library(library, missing="error"), characters)
