from islandmgr.app.bootstrap import bootstrap
from islandmgr.app.web_app import create_app
from islandmgr.config import open_files
from islandmgr.config.settings import Settings

app = create_app(bootstrap(open_files.fitted(Settings.from_env())))
