# Read by `gunicorn wsgi:app`; `islandctl serve` sets the same by itself.
# The worker class is what runs the manager's threads: wsgi.py has nothing to start, and a thread must not be started
# before gunicorn has forked.
from islandmgr.app.server.serving import options
from islandmgr.config import open_files
from islandmgr.config.logs import configure
from islandmgr.config.settings import Settings

_settings = Settings.from_env()
configure(_settings)
open_files.raise_limit()
globals().update(options(_settings))
