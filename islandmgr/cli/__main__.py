from islandmgr.app.islandctl import main

main()
