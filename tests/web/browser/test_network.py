"""What leaves the machine while one searches: nothing, by the browser's own record of its network."""

import json
from urllib.parse import urlsplit

NO_PAGE = "not an origin"


def test_the_browser_asks_this_machine_alone(launch, server, tmp_path):
    record = tmp_path / "network.json"
    browser = launch(f"--log-net-log={record}")
    page = browser.new_page()
    base = f"http://127.0.0.1:{server.port}"
    for path in ("/", "/search?q=Kursk&duplicates=show", "/article?id=dua&q=Kursk",
                 "/compare?id=satu&with=dua", "/saved"):  # fmt: skip
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
    browser.close()
    recorded = json.loads(record.read_text())
    started = recorded["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    jobs = [
        one["params"]
        for one in recorded["events"]
        if one["type"] == started and "url" in one.get("params", {})
    ]
    # What Chromium asks its maker for itself, updates and the like, has no page that asks.
    asked = {
        urlsplit(job["url"]).netloc
        for job in jobs
        if job["initiator"] != NO_PAGE or job.get("request_type") == "main frame"
    }
    assert asked == {f"127.0.0.1:{server.port}"}
