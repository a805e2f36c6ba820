from islandmgr.bootstrap import bootstrap
from islandmgr.settings import Settings
from islandmgr.web import create_app

app = create_app(bootstrap(Settings.from_env()))
