"""A cluster with the security plugin: TLS, users, and the rights that docs/opensearch.md lists."""

import re
import subprocess
from pathlib import Path

import pytest
from opensearch.nodes import Cluster, class_path, security_jars

PAGE = Path(__file__).parents[2] / "docs" / "opensearch.md"
SETTINGS = {
    "plugins.security.allow_default_init_securityindex": "true",
    "plugins.security.ssl.http.enabled": "true",
    "plugins.security.ssl.transport.enforce_hostname_verification": "false",
    "plugins.security.nodes_dn": "CN=node",
    "plugins.security.ssl.http.keystore_filepath": "keys.p12",
    "plugins.security.ssl.http.keystore_type": "PKCS12",
    "plugins.security.ssl.http.keystore_password": "changeit",
    "plugins.security.ssl.http.truststore_filepath": "trust.p12",
    "plugins.security.ssl.http.truststore_type": "PKCS12",
    "plugins.security.ssl.http.truststore_password": "changeit",
    "plugins.security.ssl.transport.keystore_filepath": "keys.p12",
    "plugins.security.ssl.transport.keystore_type": "PKCS12",
    "plugins.security.ssl.transport.keystore_password": "changeit",
    "plugins.security.ssl.transport.truststore_filepath": "trust.p12",
    "plugins.security.ssl.transport.truststore_type": "PKCS12",
    "plugins.security.ssl.transport.truststore_password": "changeit",
}
PASSWORD = "admin"
USERS = {"redaksi": "telusur_write", "pembaca": "telusur_read", "tamu": None}


def keys(folder):
    """Make a key with a certificate that it signs itself; return the certificate."""
    keytool = ["keytool", "-storetype", "PKCS12", "-storepass", "changeit", "-alias", "node"]
    for arguments in (
        ["-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=node", "-keystore",
         "keys.p12", "-ext", "san=ip:127.0.0.1", "-ext", "bc:c"],
        ["-exportcert", "-rfc", "-keystore", "keys.p12", "-file", "certificate.pem"],
        ["-importcert", "-noprompt", "-keystore", "trust.p12", "-file", "certificate.pem"],
    ):  # fmt: skip
        subprocess.run([*keytool, *arguments], cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem"


def configure(folder):
    """Write the plugin's configuration: the roles of the page, and a user for each."""
    class_path()
    given = security_jars()[0].parent / "config"
    for path in given.glob("*.yml"):
        (folder / path.name).write_text(path.read_text())
    users = (given / "internal_users.yml").read_text()
    (digest,) = re.findall(r'^admin:\n  hash: "(.*)"', users, re.MULTILINE)
    (roles,) = re.findall(r"```yaml\n(telusur_read:.*?)```", PAGE.read_text(), re.DOTALL)
    with (folder / "roles.yml").open("a") as file:
        file.write("\n" + roles)
    with (folder / "internal_users.yml").open("a") as file:
        file.write("".join(f'\n{user}:\n  hash: "{digest}"\n' for user in USERS))
    with (folder / "roles_mapping.yml").open("a") as file:
        file.write(
            "".join(f"\n{role}:\n  users: [{user}]\n" for user, role in USERS.items() if role)
        )


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    """A cluster of one node, and its certificate."""
    folder = tmp_path_factory.mktemp("secured")
    config = folder / "node0" / "config"
    (config / "opensearch-security").mkdir(parents=True)
    certificate = keys(config)
    configure(config / "opensearch-security")
    plugin = "org.opensearch.security.OpenSearchSecurityPlugin"
    cluster = Cluster(
        folder, settings=SETTINGS, plugins=[plugin], jars=security_jars(),
        certificate=certificate, login=f"admin:{PASSWORD}",
    )  # fmt: skip
    with cluster:
        template = {"index_patterns": ["*"], "template": {"settings": {"number_of_replicas": 0}}}
        cluster.ask("PUT", "/_index_template/tests", template)
        yield cluster.host(), certificate


@pytest.fixture
def as_user(secured, telusur):
    """Runs commands as a user."""
    host, certificate = secured

    def run(user, *arguments, stdin="", **environment):
        variables = {
            "TELUSUR_LIBRARY": f"opensearch+https://{user}@{host}/berita",
            "TELUSUR_OPENSEARCH_PASSWORD": PASSWORD,
            "SSL_CERT_FILE": str(certificate),
            **environment,
        }
        done = telusur(*arguments, stdin=stdin, **variables)
        assert PASSWORD not in done.out + done.err.replace("admin/", "")
        assert "Traceback" not in done.err
        return done

    return run


def refused(run, part):
    assert (run.code, run.err.count("\n")) == (2, 1), run
    return part in run.err


@pytest.fixture(autouse=True)
def _seeds(as_user):
    as_user("redaksi", "demo")


def test_rights_that_suffice(as_user):
    assert as_user("redaksi", "list").code == 0
    for command in (
        ["add", "-"], ["search", "Kursk zelen*"], ["show", "y"], ["facets"], ["stats"],
        ["rebuild"], ["rebuild", "--check"], ["similar", "yrgnus2ru63v"], ["remove", "pan7", "--yes"],
    ):  # fmt: skip
        assert as_user("redaksi", *command, stdin="Isi berita.").code == 0, command
    for command in (["search", "Kursk"], ["list"], ["export"], ["facets"], ["stats"]):
        assert as_user("pembaca", *command).code == 0, command


def test_rights_that_do_not_suffice(as_user):
    as_user("redaksi", "list")
    assert "does not allow" in as_user("pembaca", "add", "-", stdin="Isi.").err
    assert refused(as_user("pembaca", "remove", "y", "--yes"), "does not allow")
    assert refused(as_user("pembaca", "rebuild"), "does not allow")
    assert refused(as_user("tamu", "search", "Kursk"), "does not allow")


def test_passwords(as_user, tmp_path):
    wrong = {"TELUSUR_OPENSEARCH_PASSWORD": "rahasia"}
    run = as_user("redaksi", "search", "Kursk", **wrong)
    assert refused(run, 'does not accept the password of the user "redaksi"')
    assert "rahasia" not in run.err
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login redaksi password {PASSWORD}\n")
    variables = {"NETRC": str(netrc)}
    assert as_user("redaksi", "list", **variables).code == 0


def test_nobody_asks(secured, as_user):
    host, _ = secured
    run = as_user("x", "search", "Kursk", TELUSUR_LIBRARY=f"opensearch+https://{host}/berita")
    assert refused(run, "requires a user")


def test_a_certificate_that_is_not_trusted(as_user):
    run = as_user("redaksi", "search", "Kursk", SSL_CERT_FILE="")
    assert refused(run, "is not trusted (self-signed certificate)")


def test_tls_where_none_is_expected(secured, as_user):
    host, _ = secured
    run = as_user("x", "search", "Kursk", TELUSUR_LIBRARY=f"opensearch://{host}/berita")
    assert refused(run, "TLS included")
