from islandmgr.cli.main import main

main()
