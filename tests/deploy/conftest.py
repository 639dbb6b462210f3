"""Real servers in front of the real site. Started once for all tests of a file."""

import pytest

from .running import Nginx, Site, Varnish, free_port


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """nginx before Varnish before the site. The second process that Varnish knows of is not there."""
    folder = tmp_path_factory.mktemp("edge")
    ports = [free_port(), free_port()]
    varnish_port = free_port()
    site = Site(folder, EDGE_CACHES=f"http://127.0.0.1:{varnish_port}")
    varnish = nginx = None
    try:
        site.start(ports[0])
        varnish = Varnish(folder, varnish_port, ports)
        nginx = Nginx(folder, free_port(), varnish_port, site.state)
        site.wait(ports[0])
        varnish.wait()
        nginx.wait()
        yield Servers(site, varnish, nginx, ports)
    finally:
        for server in (nginx, varnish):
            if server:
                server.stop()
        site.kill_all()


class Servers:
    def __init__(self, site, varnish, nginx, ports):
        self.site, self.varnish, self.nginx, self.ports = site, varnish, nginx, ports
