from islandmgr.app.bootstrap import bootstrap
from islandmgr.app.server import open_files
from islandmgr.config.settings import Settings
from islandmgr.web import create_app

app = create_app(bootstrap(open_files.fitted(Settings.from_env())))
