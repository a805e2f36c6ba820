BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DOUBLE NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	source VARCHAR(200) NOT NULL, 
	act VARCHAR(48) NOT NULL, 
	island_id INTEGER, 
	target VARCHAR(253) DEFAULT '' NOT NULL, 
	outcome VARCHAR(8) NOT NULL, 
	message TEXT NOT NULL
);
INSERT INTO "audit" VALUES(1,1.79559637472102141377e+09,'admin','127.0.0.1','sign-in',NULL,'admin','done','Signed in as admin');
INSERT INTO "audit" VALUES(2,1.79559637472676110261e+09,'admin','127.0.0.1','sign-in',NULL,'admin','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(3,1.7955963750421128273e+09,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Password changed');
INSERT INTO "audit" VALUES(4,1.79559637526520299907e+09,'admin','127.0.0.1','sign-in',NULL,'admin','done','Signed in as admin');
INSERT INTO "audit" VALUES(5,1.79559637526592707633e+09,'admin','127.0.0.1','sign-in',NULL,'admin','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(6,1.79559637544008088112e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'vera','done','Added as viewer in team blue');
INSERT INTO "audit" VALUES(7,1.79559637573865127566e+09,'vera','127.0.0.1','sign-in',NULL,'vera','done','Signed in as viewer');
INSERT INTO "audit" VALUES(8,1795596375.73918,'vera','127.0.0.1','sign-in',NULL,'vera','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(9,1.79559637588940191263e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'tim','done','Added as tester in team blue');
INSERT INTO "audit" VALUES(10,1.79559637607062506673e+09,'tim','127.0.0.1','sign-in',NULL,'tim','done','Signed in as tester');
INSERT INTO "audit" VALUES(11,1.79559637607118105888e+09,'tim','127.0.0.1','sign-in',NULL,'tim','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(12,1.79559637624600958822e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'tess','done','Added as tester in team red');
INSERT INTO "audit" VALUES(13,1.79559637651462531086e+09,'tess','127.0.0.1','sign-in',NULL,'tess','done','Signed in as tester');
INSERT INTO "audit" VALUES(14,1.7955963765151507854e+09,'tess','127.0.0.1','sign-in',NULL,'tess','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(15,1.79559637672524499891e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'pat','done','Added as programmer in team red');
INSERT INTO "audit" VALUES(16,1.79559637694256687165e+09,'pat','127.0.0.1','sign-in',NULL,'pat','done','Signed in as programmer');
INSERT INTO "audit" VALUES(17,1.79559637694308519358e+09,'pat','127.0.0.1','sign-in',NULL,'pat','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(18,1.79559637713147592541e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'olga','done','Added as operator');
INSERT INTO "audit" VALUES(19,1.79559637737220335008e+09,'olga','127.0.0.1','sign-in',NULL,'olga','done','Signed in as operator');
INSERT INTO "audit" VALUES(20,1.79559637737266516686e+09,'olga','127.0.0.1','sign-in',NULL,'olga','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(21,1.79559637749779748921e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'leo','done','Added as tester in team red');
INSERT INTO "audit" VALUES(22,1.79559637764675021176e+09,'leo','127.0.0.1','sign-in',NULL,'leo','done','Signed in as tester');
INSERT INTO "audit" VALUES(23,1.79559637764737558369e+09,'leo','127.0.0.1','sign-in',NULL,'leo','done','Token ''islandctl'' of scope admin for 30 days');
INSERT INTO "audit" VALUES(24,1.79559637765999197955e+09,'admin','token islandctl, 127.0.0.1','users.change',NULL,'leo','done','Changed disabled: yes');
INSERT INTO "audit" VALUES(25,1.79559637766517329222e+09,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token ''of scope read'' of scope read for 366 days');
INSERT INTO "audit" VALUES(26,1.79559637766891884804e+09,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token ''of scope islands'' of scope islands for 366 days');
INSERT INTO "audit" VALUES(27,1.79559637767252612116e+09,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token ''of scope ops'' of scope ops for 366 days');
INSERT INTO "audit" VALUES(28,1.79559637767702341077e+09,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token ''of scope admin'' of scope admin for 366 days');
INSERT INTO "audit" VALUES(29,1.79559637768248748774e+09,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token ''leaked'' of scope islands for 90 days');
INSERT INTO "audit" VALUES(30,1.7955963776867787838e+09,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token ''leaked'' revoked');
INSERT INTO "audit" VALUES(31,1.7955963776907365322e+09,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token ''short'' of scope islands for 1e-05 days');
INSERT INTO "audit" VALUES(32,1.79559637784865784647e+09,'tess','127.0.0.1','sign-in',NULL,'tess','done','Signed in as tester');
INSERT INTO "audit" VALUES(33,1.79559637799088311202e+09,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO "audit" VALUES(34,1.79559637812260103218e+09,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO "audit" VALUES(35,1.79559637820453238486e+09,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO "audit" VALUES(36,1.79559637824303650857e+09,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'person *','done','40 islands, any memory');
INSERT INTO "audit" VALUES(37,1.79559637826915907861e+09,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'person tim','done','30 islands, 16Gi memory');
INSERT INTO "audit" VALUES(38,1.79559637828631162644e+09,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'team red','done','any number of islands, 32Gi memory');
INSERT INTO "audit" VALUES(39,1.79559637829273653032e+09,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'branch weekly','done','3 islands, any memory');
INSERT INTO "audit" VALUES(40,1.79559637829843091964e+09,'tim','token islandctl, 127.0.0.1','limits.change',NULL,'','refused','''tim'' is a tester, and may not change quotas and lifetimes');
INSERT INTO "audit" VALUES(41,1.79559637830222678179e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 1','done','Added http://127.0.0.1:36689/hook');
INSERT INTO "audit" VALUES(42,1.79559637830851984022e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 2','done','Added http://127.0.0.1:43063/hook');
INSERT INTO "audit" VALUES(43,1.79559637831347179409e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 3','done','Added http://127.0.0.1:36689/hook');
INSERT INTO "audit" VALUES(44,1.79559637840184044841e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'1','done','');
INSERT INTO "audit" VALUES(45,1.79559638134084677699e+09,'tim','token islandctl, 127.0.0.1','self.notices',NULL,'channel 1','done','Added mailto');
INSERT INTO "audit" VALUES(46,1.79559638138031816482e+09,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 2','done','Added slack');
INSERT INTO "audit" VALUES(47,1.79559638140061283116e+09,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 3','done','Added slack');
INSERT INTO "audit" VALUES(48,1.79559638142135715487e+09,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 3','done','Removed');
INSERT INTO "audit" VALUES(49,1.79559638145439195633e+09,'olga','token islandctl, 127.0.0.1','alerts.post',NULL,'','done','');
INSERT INTO "audit" VALUES(50,1.7955963814674575329e+09,'tim','token islandctl, 127.0.0.1','islands.start',1,'','done','Start asked for');
INSERT INTO "audit" VALUES(51,1.79559638442278122899e+09,'tim','token islandctl, 127.0.0.1','islands.start',2,'','done','Start asked for');
INSERT INTO "audit" VALUES(52,1.79559638504824113842e+09,'tim','token islandctl, 127.0.0.1','islands.start',3,'','done','Start asked for');
INSERT INTO "audit" VALUES(53,1.79559638559856939317e+09,'tim','token islandctl, 127.0.0.1','islands.start',4,'','done','Start asked for');
INSERT INTO "audit" VALUES(54,1.7955963862303745747e+09,'olga','token islandctl, 127.0.0.1','islands.start',5,'','done','Start asked for');
INSERT INTO "audit" VALUES(55,1.79559638707666349407e+09,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 1','done','Empties local-1 (branch=dev,rack=a): move');
INSERT INTO "audit" VALUES(56,1.79559638726990365978e+09,'olga','drain 1','islands.state',2,'','done','Moves away from node local-1, which is drained');
INSERT INTO "audit" VALUES(57,1.79559638731838464736e+09,'olga','drain 1','islands.state',4,'','done','Moves away from node local-1, which is drained');
INSERT INTO "audit" VALUES(58,1.79559638867095446588e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO "audit" VALUES(59,1795596388.81484,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 2','done','Empties local-3 (branch=weekly): move');
INSERT INTO "audit" VALUES(60,1.79559638914232087133e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-3','done','Opened for new islands (uncordoned)');
INSERT INTO "audit" VALUES(61,1.79559638917673563955e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-2','done','Labels: set islandmgr.io/team=blue');
INSERT INTO "audit" VALUES(62,1.79559638923277282715e+09,'tess','token islandctl, 127.0.0.1','islands.start',6,'','done','Start asked for');
INSERT INTO "audit" VALUES(63,1.79559640068834161759e+09,'lei','127.0.0.1','sign-in',NULL,'lei','done','Signed in as tester');
INSERT INTO "audit" VALUES(64,1.79559640090942788121e+09,'tim','token islandctl, 127.0.0.1','islands.start',7,'','done','Start asked for');
INSERT INTO "audit" VALUES(65,1.79559640097841954238e+09,'tim','token islandctl, 127.0.0.1','islands.start',8,'','done','Start asked for');
INSERT INTO "audit" VALUES(66,1.79559640101977205277e+09,'tim','token islandctl, 127.0.0.1','islands.start',9,'','done','Start asked for');
INSERT INTO "audit" VALUES(67,1.79559640109227180481e+09,'tim','token islandctl, 127.0.0.1','islands.start',10,'','done','Start asked for');
INSERT INTO "audit" VALUES(68,1.79559640212810707089e+09,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (New Year)');
INSERT INTO "audit" VALUES(69,1.79559640236813139913e+09,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: +1h');
INSERT INTO "audit" VALUES(70,1.79559640258057856554e+09,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (too far)');
INSERT INTO "audit" VALUES(71,1.79559640286949539185e+09,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 30s before daily-reset');
INSERT INTO "audit" VALUES(72,1.79559640321109843254e+09,'tim','token islandctl, 127.0.0.1','clock.set',10,'','done','Clock set: rate');
INSERT INTO "audit" VALUES(73,1.79559640334760355949e+09,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Joined clock group raid');
INSERT INTO "audit" VALUES(74,1.79559640334760355949e+09,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Joined clock group raid');
INSERT INTO "audit" VALUES(75,1.79559640352862167353e+09,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Clock set for group raid: 2026-12-31 23:58 (元旦)');
INSERT INTO "audit" VALUES(76,1.79559640352862167353e+09,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Clock set for group raid: 2026-12-31 23:58 (元旦)');
INSERT INTO "audit" VALUES(77,1.79559640512513136859e+09,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Clock set for group raid: +3d');
INSERT INTO "audit" VALUES(78,1.79559640512513136859e+09,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Clock set for group raid: +3d');
INSERT INTO "audit" VALUES(79,1.79559640716719174386e+09,'tim','token islandctl, 127.0.0.1','clock.set',NULL,'','done','');
INSERT INTO "audit" VALUES(80,1.79559640718113112446e+09,'tim','token islandctl, 127.0.0.1','clock.set',7,'','failed','Island 7 shares the time of group ''raid'': set the group''s clock, or take the island out of the group first');
INSERT INTO "audit" VALUES(81,1.7955964072084753513e+09,'tim','token islandctl, 127.0.0.1','islands.start',11,'','done','Start asked for');
INSERT INTO "audit" VALUES(82,1.79559640806063079828e+09,'pat','token islandctl, 127.0.0.1','clock.script',NULL,'over-midnight','done','');
INSERT INTO "audit" VALUES(83,1.79559640807284426689e+09,'pat','token islandctl, 127.0.0.1','clock.script',NULL,'reset','done','');
INSERT INTO "audit" VALUES(84,1.79559640807713675495e+09,'tim','script','clock.run',9,'','done','Clock set by script over-midnight: 23:59:58 (midnight)');
INSERT INTO "audit" VALUES(85,1.79559640908169078831e+09,'tim','script','islands.clock',9,'','done','Clock set by script over-midnight: real (midnight)');
INSERT INTO "audit" VALUES(86,1.79559640908169078831e+09,'tim','script','islands.clock',9,'','done','Script over-midnight done');
INSERT INTO "audit" VALUES(87,1.7955964091604032516e+09,'tim','script','clock.run',9,'','done','Clock set by a script: 2099-12-31 23:00');
INSERT INTO "audit" VALUES(88,1.79559641016342878341e+09,'tim','script','islands.clock',9,'','done','A script failed: Step 3, ''jump +2h'': ''+2h'' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.');
INSERT INTO "audit" VALUES(89,1.79559641017516374589e+09,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (for a screenshot)');
INSERT INTO "audit" VALUES(90,1.79559641035102891923e+09,'tim','script','clock.run',9,'','done','Clock set by a script: +2d');
INSERT INTO "audit" VALUES(91,1.79559641037041759492e+09,'tim','token islandctl, 127.0.0.1','clock.run',NULL,'3','done','');
INSERT INTO "audit" VALUES(92,1.79559641037591791157e+09,'tim','script','clock.run',7,'','done','Clock set for group raid by a script: +2d (goes on)');
INSERT INTO "audit" VALUES(93,1.79559641037591791157e+09,'tim','script','clock.run',8,'','done','Clock set for group raid by a script: +2d (goes on)');
INSERT INTO "audit" VALUES(94,1.79559641046688365931e+09,'tim','script','clock.run',10,'','done','Clock set by script reset: 30s before daily-reset');
INSERT INTO "audit" VALUES(95,1.79559641046688365931e+09,'tim','script','clock.run',10,'','done','Script reset done');
INSERT INTO "audit" VALUES(96,1.79559641057000064856e+09,'tim','token islandctl, 127.0.0.1','islands.start',12,'','done','Start asked for');
INSERT INTO "audit" VALUES(97,1.79559641118953657156e+09,'tim','token islandctl, 127.0.0.1','islands.restart',12,'','done','Restart asked for: incarnation 2');
INSERT INTO "audit" VALUES(98,1.79559641183848547937e+09,'tess','token islandctl, 127.0.0.1','islands.start',13,'','done','Start asked for');
INSERT INTO "audit" VALUES(99,1.79559641331640243528e+09,'tess','token islandctl, 127.0.0.1','islands.start',14,'','done','Start asked for');
INSERT INTO "audit" VALUES(100,1.7955964138235037327e+09,'tess','token islandctl, 127.0.0.1','islands.start',15,'','done','Start asked for');
INSERT INTO "audit" VALUES(101,1.79559641562718844414e+09,'tess','token islandctl, 127.0.0.1','islands.start',16,'','done','Start asked for');
INSERT INTO "audit" VALUES(102,1.79559642011017417907e+09,'tess','token islandctl, 127.0.0.1','islands.start',17,'','done','Start asked for');
INSERT INTO "audit" VALUES(103,1.79559642050541520114e+09,'tess','token islandctl, 127.0.0.1','islands.start',18,'','done','Start asked for');
INSERT INTO "audit" VALUES(104,1.79559642121914935118e+09,'tim','token islandctl, 127.0.0.1','islands.start',19,'','done','Start asked for');
INSERT INTO "audit" VALUES(105,1.79559642184751534462e+09,'tim','token islandctl, 127.0.0.1','islands.restart',19,'','done','Restart asked for: incarnation 2');
INSERT INTO "audit" VALUES(106,1.79559642248580551143e+09,'tim','token islandctl, 127.0.0.1','islands.clone',20,'','done','Cloned from island 19');
INSERT INTO "audit" VALUES(107,1.79559642291436696056e+09,'olga','token islandctl, 127.0.0.1','islands.stop',20,'','done','Stop asked for');
INSERT INTO "audit" VALUES(108,1.79559642316367626185e+09,'tim','token islandctl, 127.0.0.1','islands.start',21,'','done','Start asked for');
INSERT INTO "audit" VALUES(109,1.79559642324928545953e+09,'tim','token islandctl, 127.0.0.1','islands.start',22,'','done','Start asked for');
INSERT INTO "audit" VALUES(110,1.7955964233313975334e+09,'tim','token islandctl, 127.0.0.1','islands.start',23,'','done','Start asked for');
INSERT INTO "audit" VALUES(111,1.79559642335257411008e+09,'tim','token islandctl, 127.0.0.1','islands.start',NULL,'','done','');
INSERT INTO "audit" VALUES(112,1.79559642336027216916e+09,'tess','token islandctl, 127.0.0.1','islands.start',24,'','done','Start asked for');
INSERT INTO "audit" VALUES(113,1.79559642343259716033e+09,'tess','token islandctl, 127.0.0.1','islands.start',NULL,'','done','');
INSERT INTO "audit" VALUES(114,1.79559643584149074549e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Closed for new islands (cordoned)');
INSERT INTO "audit" VALUES(115,1.79559643588859486583e+09,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Excluded 27210-27211: the router''s, says the network team');
INSERT INTO "audit" VALUES(116,1.79559643596711254126e+09,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Excluded 27215: by mistake');
INSERT INTO "audit" VALUES(117,1.79559643604888081545e+09,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Included 27215 again');
INSERT INTO "audit" VALUES(118,1.79559643606511664393e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO "audit" VALUES(119,1.79559643607096719748e+09,'olga','token islandctl, 127.0.0.1','islands.extend',7,'','done','Held: the holiday event');
INSERT INTO "audit" VALUES(120,1.7955964361085271835e+09,'olga','token islandctl, 127.0.0.1','islands.extend',8,'','done','Held: a mistake');
INSERT INTO "audit" VALUES(121,1.79559643611397242541e+09,'olga','token islandctl, 127.0.0.1','islands.extend',8,'','done','No longer held');
INSERT INTO "audit" VALUES(122,1.79559643612987208365e+09,'tim','token islandctl, 127.0.0.1','islands.start',25,'','done','Start asked for');
INSERT INTO "audit" VALUES(123,1.79559643770564794544e+09,'tim','token islandctl, 127.0.0.1','islands.start',26,'','done','Start asked for');
INSERT INTO "audit" VALUES(124,1.79559643828347110746e+09,'tim','token islandctl, 127.0.0.1','islands.start',27,'','done','Start asked for');
INSERT INTO "audit" VALUES(125,1.79559643843759179113e+09,'tim','token islandctl, 127.0.0.1','islands.extend',27,'','done','Extended by 4 hours');
INSERT INTO "audit" VALUES(126,1.79559643867627882958e+09,'tim','token islandctl, 127.0.0.1','islands.annotate',27,'','done','Note changed');
INSERT INTO "audit" VALUES(127,1.79559643877186894418e+09,'vera','token islandctl, 127.0.0.1','islands.start',NULL,'','refused','''vera'' is a viewer, and may not start an island for somebody');
INSERT INTO "audit" VALUES(128,1.7955964389403834343e+09,'tess','token islandctl, 127.0.0.1','islands.stop',2,'','refused','That belongs to ''tim'', who is not ''tess'' and in no team with ''tess''; to stop an island is for the owner, the owner''s team, operators and admins');
INSERT INTO "audit" VALUES(129,1.79559643895598077768e+09,'tim','token islandctl, 127.0.0.1','users.change',NULL,'','refused','''tim'' is a tester, and may not change people, their roles and teams');
INSERT INTO "audit" VALUES(130,1.79559643908330702783e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'nowhere','failed','there is no node ''nowhere''; the local cluster has local-1, local-2, local-3');
INSERT INTO "audit" VALUES(131,1.79559643923929381373e+09,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 3','done','Empties local-1 (kubernetes.io/hostname=local-1): move');
INSERT INTO "audit" VALUES(132,1.79559643943043255806e+09,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 3','done','Broken off by olga');
INSERT INTO "audit" VALUES(133,1.79559643963916969297e+09,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO "audit" VALUES(134,1.79559643974577355382e+09,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 4','done','Empties local-2 (branch=dev,rack=b): stop');
INSERT INTO "audit" VALUES(135,1.7955964398974680901e+09,'tim','token islandctl, 127.0.0.1','islands.extend',2,'','done','Asked for 3 more hours on its node: the raid test on 2');
INSERT INTO "audit" VALUES(136,1.79559643993603181835e+09,'tim','token islandctl, 127.0.0.1','islands.extend',3,'','done','Asked for 3 more hours on its node: the raid test on 3');
INSERT INTO "audit" VALUES(137,1.79559643997459316257e+09,'tim','token islandctl, 127.0.0.1','islands.extend',4,'','done','Asked for 3 more hours on its node: the raid test on 4');
INSERT INTO "audit" VALUES(138,1.79559644002789115901e+09,'olga','token islandctl, 127.0.0.1','drains.change',3,'','done','More time on its node was declined');
INSERT INTO "audit" VALUES(139,1.79559644008704423902e+09,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 4','done','Deadline of island 4: 2026-11-26 07:47 UTC');
INSERT INTO "audit" VALUES(140,1.79559644035780739787e+09,'tim','token islandctl, 127.0.0.1','islands.restart',10,'','done','Asked for it to leave its node now');
INSERT INTO "audit" VALUES(141,1.79559644054501295088e+09,'olga','drain 4','islands.state',10,'','done','Stopped by olga: its node local-2 is drained');
INSERT INTO "audit" VALUES(142,1.79559644090483880047e+09,'tess','token islandctl, 127.0.0.1','islands.start',28,'','done','Start asked for');
INSERT INTO "audit" VALUES(143,1.79559644135603380206e+09,'tess','token islandctl, 127.0.0.1','islands.annotate',28,'','done','Note changed');
INSERT INTO "audit" VALUES(144,1.79559644137981796259e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 4','done','Added http://127.0.0.1:9/');
INSERT INTO "audit" VALUES(145,1.79559644138589453695e+09,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 4','done','Removed http://127.0.0.1:9/');
INSERT INTO "audit" VALUES(146,1.79559644139773321152e+09,'tim','token islandctl, 127.0.0.1','islands.start',29,'','done','Start asked for');
INSERT INTO "audit" VALUES(147,1.79559644183346986769e+09,'tim','token islandctl, 127.0.0.1','islands.start',30,'','done','Start asked for');
INSERT INTO "audit" VALUES(148,1.79559644227582907672e+09,'tim','token islandctl, 127.0.0.1','islands.start',31,'','done','Start asked for');
INSERT INTO "audit" VALUES(149,1.79559644228948140148e+09,'tim','token islandctl, 127.0.0.1','clock.set',30,'','done','Clock set: +1h');
INSERT INTO "audit" VALUES(150,1.79559644429731130599e+09,'tim','token islandctl, 127.0.0.1','islands.stop',29,'','done','Stop asked for');
CREATE TABLE bundles (
	island_id INTEGER NOT NULL, 
	incarnation INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	exit JSON, 
	reason TEXT NOT NULL, 
	log TEXT NOT NULL, 
	clock JSON NOT NULL, 
	fingerprint VARCHAR(128) DEFAULT '' NOT NULL, 
	pod_events JSON NOT NULL, 
	files JSON NOT NULL, 
	CONSTRAINT pk_bundles PRIMARY KEY (island_id, incarnation), 
	CONSTRAINT fk_bundles_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "bundles" VALUES(1,1,1.79559638313427567474e+09,'{"code": 3, "reason": "The server ended by itself with exit code 3", "at": 1795596383.104116}','The server ended by itself with exit code 3','2026-11-24T08:46:22.082Z started: time=27100, echo=27101, count=27102 on 127.0.2.2
2026-11-24T08:46:23.084Z exits with code 3, as asked
','{"mode": "shift", "offset": -86400, "rate": 1, "asked": "-1d"}','cksum-2713328780','[{"at": 1795596381.5954568, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tim-dev-1 to local-1", "count": 1}, {"at": 1795596381.6418262, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596381.770855, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596381.7783575, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596383.1032002, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.2:27100: connection refused", "count": 7}]','[]');
INSERT INTO "bundles" VALUES(12,1,1.79559641110663127899e+09,'{"code": 4, "reason": "The server ended by itself with exit code 4", "at": 1795596411.10164}','The server ended by itself with exit code 4','2026-11-25T08:46:51.068Z started: time=27130, echo=27131, count=27132 on 127.0.2.3
2026-11-25T08:46:51.078Z exits with code 4, as asked
','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596410.621575, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tim-dev-12 to local-2", "count": 1}, {"at": 1795596410.7022583, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596410.8658156, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596410.8734772, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596411.0263917, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.3:27130: connection refused", "count": 4}]','[]');
INSERT INTO "bundles" VALUES(12,2,1.79559641177313661572e+09,'{"code": 4, "reason": "The server ended by itself with exit code 4", "at": 1795596411.770817}','The server ended by itself with exit code 4','2026-11-25T08:46:51.743Z started: time=27130, echo=27131, count=27132 on 127.0.2.3
2026-11-25T08:46:51.743Z exits with code 4, as asked
','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596411.27648, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tim-dev-12-r2 to local-2", "count": 1}, {"at": 1795596411.3240595, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596411.4521127, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596411.4564807, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596411.7701945, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.3:27130: connection refused", "count": 7}]','[]');
INSERT INTO "bundles" VALUES(13,1,1.79559641329612946505e+09,'{"code": 134, "reason": "The server was ended by signal 6 (SIGABRT)", "at": 1795596413.287774}','The server was ended by signal 6 (SIGABRT)','2026-11-25T08:46:52.239Z started: time=27133, echo=27134, count=27135 on 127.0.2.3
2026-11-25T08:46:53.261Z leaves /run/islandmgr/handover/hs_err_pid18.log and aborts, as asked
','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596411.9248953, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tess-dev-13 to local-2", "count": 1}, {"at": 1795596411.9936092, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596412.0848694, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596412.099467, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596412.2144876, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.3:27133: connection refused", "count": 3}]','[{"name": "hs_err_pid18.log", "size": 132, "tail": "#\n# A fatal error has been detected by the sample server, as asked:\n#\n#  SIGABRT (0x6) at pid=18\n#\n# Time: 2026-11-25T08:46:53.261Z\n"}]');
INSERT INTO "bundles" VALUES(14,1,1.79559641379774928091e+09,'{"code": 137, "reason": "The server was ended by signal 9 (SIGKILL)", "at": 1795596413.794809}','The server was ended by signal 9 (SIGKILL)','2026-11-25T08:46:53.621Z started: time=27136, echo=27137, count=27138 on 127.0.2.2
','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596413.346132, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tess-dev-14 to local-1", "count": 1}, {"at": 1795596413.4249454, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596413.5483835, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596413.5486422, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596413.6066673, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.2:27136: connection refused", "count": 2}]','[]');
INSERT INTO "bundles" VALUES(15,1,1.79559641558226156235e+09,'{"code": 137, "reason": "The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi", "at": 1795596415.57655}','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi','2026-11-25T08:46:54.173Z started: time=27139, echo=27140, count=27141 on 127.0.2.3
','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596413.8382444, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tess-dev-15 to local-2", "count": 1}, {"at": 1795596413.8601263, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596413.97026, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596413.9986506, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596414.1407008, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.3:27139: connection refused", "count": 4}]','[]');
INSERT INTO "bundles" VALUES(17,1,1.79559642046171808243e+09,NULL,'A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)','','{"mode": "real", "offset": 0, "rate": 1}','','[{"at": 1795596420.13421, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tess-dev-17 to local-2", "count": 1}, {"at": 1795596420.2200878, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596420.4445302, "kind": "Warning", "reason": "HostPortTaken", "message": "port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)", "count": 1}]','[]');
INSERT INTO "bundles" VALUES(18,1,1.79559642115256381036e+09,NULL,'Its Pod was deleted by somebody else, and not by the manager','','{"mode": "real", "offset": 0, "rate": 1}','cksum-2872245935','[{"at": 1795596420.5611634, "kind": "Normal", "reason": "Scheduled", "message": "Successfully assigned sample-tess-dev-18 to local-1", "count": 1}, {"at": 1795596420.6581733, "kind": "Normal", "reason": "Started", "message": "Started container prepare", "count": 1}, {"at": 1795596420.782339, "kind": "Normal", "reason": "Started", "message": "Started container sample", "count": 1}, {"at": 1795596420.8020854, "kind": "Normal", "reason": "Started", "message": "Started container side-container", "count": 1}, {"at": 1795596421.0101175, "kind": "Warning", "reason": "Unhealthy", "message": "Readiness probe failed: 127.0.2.2:27148: connection refused", "count": 5}, {"at": 1795596421.1503284, "kind": "Normal", "reason": "Killing", "message": "Stopping container sample", "count": 1}, {"at": 1795596421.1503503, "kind": "Normal", "reason": "Killing", "message": "Stopping container side-container", "count": 1}]','[]');
INSERT INTO "bundles" VALUES(10,1,1.79559644063580346111e+09,NULL,'Stopped by olga: its node local-2 is drained','2026-11-25T08:46:41.742Z started: time=27124, echo=27125, count=27126 on 127.0.2.3
2026-11-25T08:46:51.001Z time jumped by +7 s
2026-11-25T20:59:31.000Z time jumped by +43899 s
2026-11-25T21:00:00.578Z stopped
','{"mode": "at", "offset": 43960, "rate": 1, "asked": "30s before daily-reset"}','cksum-2872245935','[]','[]');
CREATE TABLE channels (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	user VARCHAR(64) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	service VARCHAR(24) NOT NULL, 
	address TEXT NOT NULL, 
	kinds JSON NOT NULL, 
	reach VARCHAR(8) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	active BOOLEAN NOT NULL, 
	created_at DOUBLE NOT NULL
);
INSERT INTO "channels" VALUES(1,'tim','Mail','mailto','gAAAAABrBqBdNYAbZ59WqClO63L7SAwClxoXiVNVgnD-ZWcRHOtVMlaXtDj6-ed_38PCh5kQjtsU3bTUhCZx_xVORFvqfhK2-nWzoG4k7Pi3pSGm9DrWVtLYrDr9wONuofDmnIyOIIw6verzsjaa00o8bzQtsKiX8yj__2fudK1x1qxZz9vAm5s=','["running", "crashed", "alert", "ending"]','team','en',1,1.79559638133910679817e+09);
INSERT INTO "channels" VALUES(2,'pat','聊天','slack','gAAAAABrBqBdzKEmRuz3V39w-1B1iUw5Hc5RHlNza7jfA5M_9qvATckuzTH3BRr3Et2b9ISmeg51qIQJlx_gT-TxC9kPy80RZ9lTuWbFTxX2tS44QVefgeF-R0qfA8EvOrs_i7D5fx_1Cmtll_JwLQKGa0wRKEuuQw==','["crashed", "failed", "lost", "ending"]','all','zh',0,1.79559638137854099279e+09);
CREATE TABLE clock_changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	island_id INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	why VARCHAR(500) DEFAULT '' NOT NULL, 
	clock JSON NOT NULL, 
	"before" JSON, 
	clock_group VARCHAR(63) DEFAULT '' NOT NULL, 
	run_id INTEGER, 
	script VARCHAR(63) DEFAULT '' NOT NULL, 
	measured JSON, 
	problem VARCHAR(500) DEFAULT '' NOT NULL, 
	CONSTRAINT fk_clock_changes_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "clock_changes" VALUES(1,9,1.79559640212810707089e+09,'tim','New Year','{"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}','{"mode": "real", "offset": 0, "rate": 1}','',NULL,'','{"fake": 1830297570.289144, "real": 1795596402.2925692, "error_ms": -3.425121307373047}','');
INSERT INTO "clock_changes" VALUES(2,9,1.79559640236813139913e+09,'tim','','{"mode": "shift", "offset": 34704768, "rate": 1, "asked": "+1h"}','{"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}','',NULL,'','{"fake": 1830301170.5491574, "real": 1795596402.548744, "error_ms": 0.4134178161621094}','');
INSERT INTO "clock_changes" VALUES(3,9,1.79559640258057856554e+09,'tim','too far','{"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}','{"mode": "shift", "offset": 34704768, "rate": 1, "asked": "+1h"}','',NULL,'','{"fake": 1830297570.7654562, "real": 1795596402.7647552, "error_ms": 0.7009506225585938}','');
INSERT INTO "clock_changes" VALUES(4,9,1.79559640286949539185e+09,'tim','','{"mode": "at", "offset": 34776767, "rate": 1, "asked": "30s before daily-reset"}','{"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}','',NULL,'','{"fake": 1830373174.9983344, "real": 1795596407.9911377, "error_ms": 7.196664810180664}','');
INSERT INTO "clock_changes" VALUES(5,10,1.79559640321109843254e+09,'tim','','{"mode": "rate", "offset": 0, "rate": 10, "real_anchor": 1795596403.2110984, "fake_anchor": 1795596403.2110984}','{"mode": "real", "offset": 0, "rate": 1}','',NULL,'','{"fake": 1795596403.3838408, "real": 1795596403.3843708, "error_ms": -0.5300045013427734}','');
INSERT INTO "clock_changes" VALUES(6,7,1.79559640352862167353e+09,'tim','元旦','{"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}','{"mode": "real", "offset": 0, "rate": 1}','raid',NULL,'','{"fake": 1798761480.0804846, "real": 1795596405.0796123, "error_ms": 0.8723735809326172}','');
INSERT INTO "clock_changes" VALUES(7,8,1.79559640352862167353e+09,'tim','元旦','{"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}','{"mode": "real", "offset": 0, "rate": 1}','raid',NULL,'','{"fake": 1798761480.0832548, "real": 1795596405.08286, "error_ms": 0.3948211669921875}','');
INSERT INTO "clock_changes" VALUES(8,7,1.79559640512513136859e+09,'tim','','{"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}','{"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}','raid',NULL,'','{"fake": 1795855607.1835265, "real": 1795596407.1820745, "error_ms": 1.4519691467285156}','');
INSERT INTO "clock_changes" VALUES(9,8,1.79559640512513136859e+09,'tim','','{"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}','{"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}','raid',NULL,'','{"fake": 1795855607.1839054, "real": 1795596407.1838899, "error_ms": 0.015497207641601562}','');
INSERT INTO "clock_changes" VALUES(10,9,1.79559640807713675495e+09,'tim','midnight','{"mode": "at", "offset": 34787590, "rate": 1, "asked": "23:59:58"}','{"mode": "at", "offset": 34776767, "rate": 1, "asked": "30s before daily-reset"}','',1,'over-midnight','{"fake": 1830383998.321791, "real": 1795596408.3216538, "error_ms": 0.13709068298339844}','');
INSERT INTO "clock_changes" VALUES(11,9,1.79559640908169078831e+09,'tim','midnight','{"mode": "real", "offset": 0, "rate": 1}','{"mode": "at", "offset": 34787590, "rate": 1, "asked": "23:59:58"}','',1,'over-midnight',NULL,'');
INSERT INTO "clock_changes" VALUES(12,9,1.7955964091604032516e+09,'tim','','{"mode": "at", "offset": 2306844791, "rate": 1, "asked": "2099-12-31 23:00"}','{"mode": "real", "offset": 0, "rate": 1}','',2,'','{"fake": 4102441200.470645, "real": 1795596409.4909635, "error_ms": -20.31850814819336}','');
INSERT INTO "clock_changes" VALUES(13,9,1.79559641017516374589e+09,'tim','for a screenshot','{"mode": "freeze", "offset": 0, "frozen_at": 1830297570, "rate": 1, "asked": "2027-12-31 23:59:30"}','{"mode": "at", "offset": 2306844791, "rate": 1, "asked": "2099-12-31 23:00"}','',NULL,'','{"fake": 1830297570.0, "real": 1795596410.2987432, "error_ms": 0.0}','');
INSERT INTO "clock_changes" VALUES(14,9,1.79559641035102891923e+09,'tim','','{"mode": "freeze", "offset": 0, "frozen_at": 1830470370, "rate": 1, "asked": "+2d"}','{"mode": "freeze", "offset": 0, "frozen_at": 1830297570, "rate": 1, "asked": "2027-12-31 23:59:30"}','',3,'','{"fake": 1830470370.0, "real": 1795596410.796981, "error_ms": 0.0}','');
INSERT INTO "clock_changes" VALUES(15,7,1.79559641037591791157e+09,'tim','goes on','{"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}','{"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}','raid',4,'','{"fake": 1796028410.7735517, "real": 1795596410.7724943, "error_ms": 1.0573863983154297}','');
INSERT INTO "clock_changes" VALUES(16,8,1.79559641037591791157e+09,'tim','goes on','{"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}','{"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}','raid',4,'','{"fake": 1796028410.7483456, "real": 1795596410.7520316, "error_ms": -3.6859512329101562}','');
INSERT INTO "clock_changes" VALUES(17,10,1.79559641046688365931e+09,'tim','','{"mode": "at", "offset": 43960, "rate": 1, "asked": "30s before daily-reset"}','{"mode": "rate", "offset": 0, "rate": 10, "real_anchor": 1795596403.2110984, "fake_anchor": 1795596403.2110984}','',5,'reset','{"fake": 1795640370.9396548, "real": 1795596410.933793, "error_ms": 5.861759185791016}','');
INSERT INTO "clock_changes" VALUES(18,30,1.79559644228948140148e+09,'tim','','{"mode": "shift", "offset": 3600, "rate": 1, "asked": "+1h"}','{"mode": "real", "offset": 0, "rate": 1}','',NULL,'',NULL,'');
CREATE TABLE clock_groups (
	name VARCHAR(63) NOT NULL, 
	zone VARCHAR(63) NOT NULL, 
	clock JSON NOT NULL, 
	"before" JSON, 
	who VARCHAR(64) NOT NULL, 
	why VARCHAR(500) DEFAULT '' NOT NULL, 
	created_at DOUBLE NOT NULL, 
	changed_at DOUBLE NOT NULL, 
	CONSTRAINT pk_clock_groups PRIMARY KEY (name)
);
INSERT INTO "clock_groups" VALUES('raid','UTC','{"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}','{"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}','tim','goes on',1.79559640334760355949e+09,1.79559641037591791157e+09);
INSERT INTO "clock_groups" VALUES('empty','UTC','{"mode": "shift", "offset": 7200, "rate": 1, "asked": "+2h"}',NULL,'tim','',1.79559640715640115738e+09,1.79559640715640115738e+09);
CREATE TABLE clock_runs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	script VARCHAR(63) DEFAULT '' NOT NULL, 
	island_id INTEGER, 
	clock_group VARCHAR(63) DEFAULT '' NOT NULL, 
	run JSON NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	wake_at DOUBLE, 
	who VARCHAR(64) NOT NULL, 
	why VARCHAR(500) DEFAULT '' NOT NULL, 
	started_at DOUBLE NOT NULL, 
	ended_at DOUBLE, waits_since DOUBLE, 
	CONSTRAINT fk_clock_runs_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "clock_runs" VALUES(1,'over-midnight',9,'','{"steps": ["jump 23:59:58", "wait 1s real", "real"], "zone": "UTC", "moments": {"midnight": {"at": "00:00 daily"}, "daily-reset": {"at": "05:00 daily", "zone": "Asia/Shanghai"}, "weekly-reset": {"at": "mon 05:00", "zone": "Asia/Shanghai"}, "month-end": {"at": "month-end 23:59"}, "new-year": {"at": "01-01 00:00"}, "leap-day": {"at": "leap-day 00:00"}, "dst-change": {"at": "dst-change", "zone": "America/New_York"}}, "before": {"mode": "at", "offset": 34776767, "rate": 1, "asked": "30s before daily-reset"}, "clock": {"mode": "real", "offset": 0, "rate": 1}, "position": 3, "wake_at": null, "state": "done", "problem": "", "waits_since": null}','done',NULL,'tim','midnight',1.79559640807713675495e+09,1.79559640908169078831e+09,NULL);
INSERT INTO "clock_runs" VALUES(2,'',9,'','{"steps": ["jump 2099-12-31 23:00", "wait 1s real", "jump +2h"], "zone": "UTC", "moments": {"midnight": {"at": "00:00 daily"}, "daily-reset": {"at": "05:00 daily", "zone": "Asia/Shanghai"}, "weekly-reset": {"at": "mon 05:00", "zone": "Asia/Shanghai"}, "month-end": {"at": "month-end 23:59"}, "new-year": {"at": "01-01 00:00"}, "leap-day": {"at": "leap-day 00:00"}, "dst-change": {"at": "dst-change", "zone": "America/New_York"}}, "before": {"mode": "real", "offset": 0, "rate": 1}, "clock": {"mode": "at", "offset": 2306844791, "rate": 1, "asked": "2099-12-31 23:00"}, "position": 2, "wake_at": null, "state": "failed", "problem": "Step 3, ''jump +2h'': ''+2h'' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.", "waits_since": null}','failed',NULL,'tim','',1.7955964091604032516e+09,1.79559641016342878341e+09,NULL);
INSERT INTO "clock_runs" VALUES(3,'',9,'','{"steps": ["jump +2d", "wait 1h real", "return"], "zone": "UTC", "moments": {"midnight": {"at": "00:00 daily"}, "daily-reset": {"at": "05:00 daily", "zone": "Asia/Shanghai"}, "weekly-reset": {"at": "mon 05:00", "zone": "Asia/Shanghai"}, "month-end": {"at": "month-end 23:59"}, "new-year": {"at": "01-01 00:00"}, "leap-day": {"at": "leap-day 00:00"}, "dst-change": {"at": "dst-change", "zone": "America/New_York"}}, "before": {"mode": "freeze", "offset": 0, "frozen_at": 1830297570, "rate": 1, "asked": "2027-12-31 23:59:30"}, "clock": {"mode": "freeze", "offset": 0, "frozen_at": 1830470370, "rate": 1, "asked": "+2d"}, "position": 1, "wake_at": null, "state": "stopped", "problem": "tim stopped it", "waits_since": 1795596410.351029}','stopped',NULL,'tim','',1.79559641035102891923e+09,1.79559641036744904512e+09,1.79559641035102891923e+09);
INSERT INTO "clock_runs" VALUES(4,'',NULL,'raid','{"steps": ["jump +2d", "wait 9h real", "jump +1d"], "zone": "UTC", "moments": {"midnight": {"zone": "UTC", "at": "00:00 daily"}, "daily-reset": {"zone": "Asia/Shanghai", "at": "05:00 daily"}, "weekly-reset": {"zone": "Asia/Shanghai", "at": "mon 05:00"}, "month-end": {"zone": "UTC", "at": "month-end 23:59"}, "new-year": {"zone": "UTC", "at": "01-01 00:00"}, "leap-day": {"zone": "UTC", "at": "leap-day 00:00"}, "dst-change": {"zone": "America/New_York", "at": "dst-change"}}, "before": {"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}, "clock": {"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}, "position": 1, "wake_at": 1795628810.375918, "state": "running", "problem": "", "waits_since": 1795596410.375918}','running',1.79562881037591791149e+09,'tim','goes on',1.79559641037591791157e+09,NULL,1.79559641037591791157e+09);
INSERT INTO "clock_runs" VALUES(5,'reset',10,'','{"steps": ["jump 30s before daily-reset"], "zone": "UTC", "moments": {"midnight": {"at": "00:00 daily"}, "daily-reset": {"at": "05:00 daily", "zone": "Asia/Shanghai"}, "weekly-reset": {"at": "mon 05:00", "zone": "Asia/Shanghai"}, "month-end": {"at": "month-end 23:59"}, "new-year": {"at": "01-01 00:00"}, "leap-day": {"at": "leap-day 00:00"}, "dst-change": {"at": "dst-change", "zone": "America/New_York"}}, "before": {"mode": "rate", "offset": 0, "rate": 10, "real_anchor": 1795596403.2110984, "fake_anchor": 1795596403.2110984}, "clock": {"mode": "at", "offset": 43960, "rate": 1, "asked": "30s before daily-reset"}, "position": 1, "wake_at": null, "state": "done", "problem": "", "waits_since": null}','done',NULL,'tim','',1.79559641046688365931e+09,1.79559641046688365931e+09,NULL);
CREATE TABLE clock_scripts (
	name VARCHAR(63) NOT NULL, 
	blueprint VARCHAR(63) DEFAULT '' NOT NULL, 
	description VARCHAR(500) DEFAULT '' NOT NULL, 
	steps JSON NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	changed_at DOUBLE NOT NULL, 
	CONSTRAINT pk_clock_scripts PRIMARY KEY (name)
);
INSERT INTO "clock_scripts" VALUES('over-midnight','','A new day
begins','["jump 23:59:58", "wait 1s real", "real"]','pat',1.79559640805887389181e+09);
INSERT INTO "clock_scripts" VALUES('reset','sample','','["jump 30s before daily-reset"]','pat',1.79559640807092142102e+09);
CREATE TABLE deliveries (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	target VARCHAR(8) NOT NULL, 
	target_id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	island_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	body JSON NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	attempts INTEGER NOT NULL, 
	next_at DOUBLE NOT NULL, 
	created_at DOUBLE NOT NULL, 
	ended_at DOUBLE, 
	status INTEGER, 
	problem VARCHAR(500) DEFAULT '' NOT NULL
);
INSERT INTO "deliveries" VALUES(1,'channel',1,-1795596381444612,0,'alert','{"title": "[firing] IslandsHaveNoLeader", "text": "Nobody leads\njob=islandmgr"}','delivered',1,1.7955963814446122646e+09,1.7955963814446122646e+09,1.79559638181950497631e+09,NULL,'');
INSERT INTO "deliveries" VALUES(2,'channel',1,-1795596381444613,0,'alert','{"title": "[resolved] IslandsHaveNoLeader", "text": "Nobody leads\njob=islandmgr"}','delivered',1,1.7955963814446122646e+09,1.7955963814446122646e+09,1.79559638201996231076e+09,NULL,'');
INSERT INTO "deliveries" VALUES(3,'webhook',1,5,1,'running','{"id": 5, "kind": "running", "at": "2026-11-25T08:46:22.187Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 1, "name": "sample-tim-dev-1", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27100, "echo": 27101, "count": 27102}, "url": "http://127.0.0.1:57779/islands/1"}}','delivered',1,1.79559638229692101474e+09,1.79559638229692101474e+09,1.79559638235349893573e+09,204,'');
INSERT INTO "deliveries" VALUES(4,'channel',1,5,1,'running','{"title": "Island 1 is running", "text": "sample-tim-dev-1 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/1"}','delivered',1,1.79559638229692101474e+09,1.79559638229692101474e+09,1.79559638241100692746e+09,NULL,'');
INSERT INTO "deliveries" VALUES(5,'webhook',1,6,1,'crashed','{"id": 6, "kind": "crashed", "at": "2026-11-25T08:46:23.115Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server ended by itself with exit code 3", "data": {}, "island": {"id": 1, "name": "sample-tim-dev-1", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27100, "echo": 27101, "count": 27102}, "url": "http://127.0.0.1:57779/islands/1"}}','delivered',1,1.79559638328898477557e+09,1.79559638328898477557e+09,1.79559638338250565528e+09,204,'');
INSERT INTO "deliveries" VALUES(6,'channel',1,6,1,'crashed','{"title": "Island 1 crashed", "text": "sample-tim-dev-1 \u00b7 tim \u00b7 dev\nThe server ended by itself with exit code 3\nhttp://127.0.0.1:57779/islands/1"}','delivered',1,1.79559638328898477557e+09,1.79559638328898477557e+09,1.795596383466119051e+09,NULL,'');
INSERT INTO "deliveries" VALUES(7,'webhook',1,8,1,'stopped','{"id": 8, "kind": "stopped", "at": "2026-11-25T08:46:24.275Z", "before": "stopping", "after": "stopped", "who": "manager", "message": "Its Pod is gone and its ports are given back", "data": {}, "island": {"id": 1, "name": "sample-tim-dev-1", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27100, "echo": 27101, "count": 27102}, "url": "http://127.0.0.1:57779/islands/1"}}','delivered',1,1.79559638430040359501e+09,1.79559638430040359501e+09,1.79559638432961535454e+09,204,'');
INSERT INTO "deliveries" VALUES(8,'webhook',1,13,2,'running','{"id": 13, "kind": "running", "at": "2026-11-25T08:46:25.001Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 2, "name": "sample-tim-dev-2", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "raid 0", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27103, "echo": 27104, "count": 27105}, "url": "http://127.0.0.1:57779/islands/2"}}','delivered',1,1.79559638508693170545e+09,1.79559638508693170545e+09,1.79559638518273258214e+09,204,'');
INSERT INTO "deliveries" VALUES(9,'channel',1,13,2,'running','{"title": "Island 2 is running", "text": "sample-tim-dev-2 \u00b7 tim \u00b7 dev \u00b7 raid 0\nIts server is ready\nhttp://127.0.0.1:57779/islands/2"}','delivered',1,1.79559638508693170545e+09,1.79559638508693170545e+09,1.79559638522738194464e+09,NULL,'');
INSERT INTO "deliveries" VALUES(10,'webhook',1,18,3,'running','{"id": 18, "kind": "running", "at": "2026-11-25T08:46:25.522Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 3, "name": "sample-tim-dev-3", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "raid 1", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27106, "echo": 27107, "count": 27108}, "url": "http://127.0.0.1:57779/islands/3"}}','delivered',1,1795596385.53496,1795596385.53496,1.79559638561861705779e+09,204,'');
INSERT INTO "deliveries" VALUES(11,'channel',1,18,3,'running','{"title": "Island 3 is running", "text": "sample-tim-dev-3 \u00b7 tim \u00b7 dev \u00b7 raid 1\nIts server is ready\nhttp://127.0.0.1:57779/islands/3"}','delivered',1,1795596385.53496,1795596385.53496,1.7955963856683547497e+09,NULL,'');
INSERT INTO "deliveries" VALUES(12,'webhook',1,23,4,'running','{"id": 23, "kind": "running", "at": "2026-11-25T08:46:26.183Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 4, "name": "sample-tim-dev-4", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "raid 2", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27109, "echo": 27110, "count": 27111}, "url": "http://127.0.0.1:57779/islands/4"}}','delivered',1,1.7955963862841870785e+09,1.7955963862841870785e+09,1.79559638639294338229e+09,204,'');
INSERT INTO "deliveries" VALUES(13,'channel',1,23,4,'running','{"title": "Island 4 is running", "text": "sample-tim-dev-4 \u00b7 tim \u00b7 dev \u00b7 raid 2\nIts server is ready\nhttp://127.0.0.1:57779/islands/4"}','delivered',1,1.7955963862841870785e+09,1.7955963862841870785e+09,1.79559638642952108388e+09,NULL,'');
INSERT INTO "deliveries" VALUES(14,'webhook',1,42,4,'running','{"id": 42, "kind": "running", "at": "2026-11-25T08:46:28.247Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 4, "name": "sample-tim-dev-4", "incarnation": 2, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "raid 2", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27109, "echo": 27110, "count": 27111}, "url": "http://127.0.0.1:57779/islands/4"}}','delivered',1,1.79559638833570575709e+09,1.79559638833570575709e+09,1.79559638852403521533e+09,204,'');
INSERT INTO "deliveries" VALUES(15,'channel',1,42,4,'running','{"title": "Island 4 is running", "text": "sample-tim-dev-4 \u00b7 tim \u00b7 dev \u00b7 raid 2\nIts server is ready\nhttp://127.0.0.1:57779/islands/4"}','delivered',1,1.79559638833570575709e+09,1.79559638833570575709e+09,1.79559638857079195977e+09,NULL,'');
INSERT INTO "deliveries" VALUES(16,'webhook',1,44,2,'running','{"id": 44, "kind": "running", "at": "2026-11-25T08:46:28.330Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 2, "name": "sample-tim-dev-2", "incarnation": 2, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "raid 0", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27103, "echo": 27104, "count": 27105}, "url": "http://127.0.0.1:57779/islands/2"}}','delivered',1,1.79559638833570575709e+09,1.79559638833570575709e+09,1.79559638851853418353e+09,204,'');
INSERT INTO "deliveries" VALUES(17,'channel',1,44,2,'running','{"title": "Island 2 is running", "text": "sample-tim-dev-2 \u00b7 tim \u00b7 dev \u00b7 raid 0\nIts server is ready\nhttp://127.0.0.1:57779/islands/2"}','delivered',1,1.79559638833570575709e+09,1.79559638833570575709e+09,1.79559638859686446187e+09,NULL,'');
INSERT INTO "deliveries" VALUES(18,'webhook',2,50,6,'requested','{"id": 50, "kind": "requested", "at": "2026-11-25T08:46:29.232Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','dead',2,1.79559639017940187452e+09,1.79559638943799018857e+09,1.79559639026617527007e+09,503,'It answered 503 Service Unavailable');
INSERT INTO "deliveries" VALUES(19,'webhook',2,51,6,'scheduling','{"id": 51, "kind": "scheduling", "at": "2026-11-25T08:46:29.274Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',10,1.79559646339743781088e+09,1.79559638943799018857e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(20,'webhook',2,52,6,'starting','{"id": 52, "kind": "starting", "at": "2026-11-25T08:46:29.278Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-1", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',0,1.79559638943799018857e+09,1.79559638943799018857e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(21,'webhook',2,55,6,'registration','{"id": 55, "kind": "registration", "at": "2026-11-25T08:46:29.778Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.2", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',0,1.79559638984005045885e+09,1.79559638984005045885e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(22,'webhook',1,56,6,'running','{"id": 56, "kind": "running", "at": "2026-11-25T08:46:30.237Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','delivered',1,1.79559640075300717357e+09,1.79559640075300717357e+09,1.79559640084694862368e+09,204,'');
INSERT INTO "deliveries" VALUES(23,'webhook',2,56,6,'running','{"id": 56, "kind": "running", "at": "2026-11-25T08:46:30.237Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',0,1.79559640075300717357e+09,1.79559640075300717357e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(24,'webhook',1,73,7,'running','{"id": 73, "kind": "running", "at": "2026-11-25T08:46:41.732Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 7, "name": "sample-tim-dev-7", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27115, "echo": 27116, "count": 27117}, "url": "http://127.0.0.1:57779/islands/7"}}','delivered',1,1.79559640180733275406e+09,1.79559640180733275406e+09,1.7955964018932740688e+09,204,'');
INSERT INTO "deliveries" VALUES(25,'channel',1,73,7,'running','{"title": "Island 7 is running", "text": "sample-tim-dev-7 \u00b7 tim \u00b7 dev \u00b7 say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s\nIts server is ready\nhttp://127.0.0.1:57779/islands/7"}','delivered',1,1.79559640180733275406e+09,1.79559640180733275406e+09,1.79559640324710631368e+09,NULL,'');
INSERT INTO "deliveries" VALUES(26,'webhook',1,74,10,'running','{"id": 74, "kind": "running", "at": "2026-11-25T08:46:41.877Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 10, "name": "sample-tim-dev-10", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27124, "echo": 27125, "count": 27126}, "url": "http://127.0.0.1:57779/islands/10"}}','delivered',1,1.79559640202104926114e+09,1.79559640202104926114e+09,1.79559640209424257279e+09,204,'');
INSERT INTO "deliveries" VALUES(27,'channel',1,74,10,'running','{"title": "Island 10 is running", "text": "sample-tim-dev-10 \u00b7 tim \u00b7 dev \u00b7 say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s\nIts server is ready\nhttp://127.0.0.1:57779/islands/10"}','delivered',1,1.79559640202104926114e+09,1.79559640202104926114e+09,1.79559640324379181861e+09,NULL,'');
INSERT INTO "deliveries" VALUES(28,'webhook',1,75,8,'running','{"id": 75, "kind": "running", "at": "2026-11-25T08:46:41.878Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 8, "name": "sample-tim-dev-8", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27118, "echo": 27119, "count": 27120}, "url": "http://127.0.0.1:57779/islands/8"}}','delivered',1,1.79559640202104926114e+09,1.79559640202104926114e+09,1.79559640208729314803e+09,204,'');
INSERT INTO "deliveries" VALUES(29,'channel',1,75,8,'running','{"title": "Island 8 is running", "text": "sample-tim-dev-8 \u00b7 tim \u00b7 dev \u00b7 say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s\nIts server is ready\nhttp://127.0.0.1:57779/islands/8"}','delivered',1,1.79559640202104926114e+09,1.79559640202104926114e+09,1.7955964032379784584e+09,NULL,'');
INSERT INTO "deliveries" VALUES(30,'webhook',1,76,9,'running','{"id": 76, "kind": "running", "at": "2026-11-25T08:46:42.033Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 9, "name": "sample-tim-dev-9", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27121, "echo": 27122, "count": 27123}, "url": "http://127.0.0.1:57779/islands/9"}}','delivered',1,1.79559640218124842636e+09,1.79559640218124842636e+09,1.79559640227013587957e+09,204,'');
INSERT INTO "deliveries" VALUES(31,'channel',1,76,9,'running','{"title": "Island 9 is running", "text": "sample-tim-dev-9 \u00b7 tim \u00b7 dev \u00b7 say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s\nIts server is ready\nhttp://127.0.0.1:57779/islands/9"}','delivered',1,1.79559640218124842636e+09,1.79559640218124842636e+09,1.79559640321901512142e+09,NULL,'');
INSERT INTO "deliveries" VALUES(32,'webhook',1,101,11,'running','{"id": 101, "kind": "running", "at": "2026-11-25T08:46:47.635Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 11, "name": "static-tim-dev-11", "incarnation": 1, "blueprint": "static", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"none": 27127}, "url": "http://127.0.0.1:57779/islands/11"}}','delivered',1,1.79559640774035620693e+09,1.79559640774035620693e+09,1.79559640775491046902e+09,204,'');
INSERT INTO "deliveries" VALUES(33,'channel',1,101,11,'running','{"title": "Island 11 is running", "text": "static-tim-dev-11 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/11"}','delivered',1,1.79559640774035620693e+09,1.79559640774035620693e+09,1.79559640782318544389e+09,NULL,'');
INSERT INTO "deliveries" VALUES(34,'webhook',1,125,12,'crashed','{"id": 125, "kind": "crashed", "at": "2026-11-25T08:46:51.103Z", "before": "starting", "after": "crashed", "who": "manager", "message": "The server ended by itself with exit code 4", "data": {}, "island": {"id": 12, "name": "sample-tim-dev-12", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "", "ports": {"time": 27130, "echo": 27131, "count": 27132}, "url": "http://127.0.0.1:57779/islands/12"}}','delivered',1,1.79559641123785400395e+09,1.79559641123785400395e+09,1.79559641127203607562e+09,204,'');
INSERT INTO "deliveries" VALUES(35,'channel',1,125,12,'crashed','{"title": "Island 12 crashed", "text": "sample-tim-dev-12 \u00b7 tim \u00b7 dev\nThe server ended by itself with exit code 4\nhttp://127.0.0.1:57779/islands/12"}','delivered',1,1.79559641123785400395e+09,1.79559641123785400395e+09,1.79559641128391671185e+09,NULL,'');
INSERT INTO "deliveries" VALUES(36,'webhook',1,131,12,'crashed','{"id": 131, "kind": "crashed", "at": "2026-11-25T08:46:51.772Z", "before": "starting", "after": "crashed", "who": "manager", "message": "The server ended by itself with exit code 4", "data": {}, "island": {"id": 12, "name": "sample-tim-dev-12", "incarnation": 2, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27130, "echo": 27131, "count": 27132}, "url": "http://127.0.0.1:57779/islands/12"}}','delivered',1,1.79559641178020501137e+09,1.79559641178020501137e+09,1795596411.91013,204,'');
INSERT INTO "deliveries" VALUES(37,'channel',1,131,12,'crashed','{"title": "Island 12 crashed", "text": "sample-tim-dev-12 \u00b7 tim \u00b7 dev\nThe server ended by itself with exit code 4\nhttp://127.0.0.1:57779/islands/12"}','delivered',1,1.79559641178020501137e+09,1.79559641178020501137e+09,1.79559641192913341527e+09,NULL,'');
INSERT INTO "deliveries" VALUES(38,'webhook',2,132,13,'requested','{"id": 132, "kind": "requested", "at": "2026-11-25T08:46:51.838Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',9,1.79559645111722326277e+09,1.79559641201463603978e+09,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO "deliveries" VALUES(39,'webhook',2,133,13,'scheduling','{"id": 133, "kind": "scheduling", "at": "2026-11-25T08:46:51.925Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559641201463603978e+09,1.79559641201463603978e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(40,'webhook',2,134,13,'starting','{"id": 134, "kind": "starting", "at": "2026-11-25T08:46:51.942Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-2", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559641201463603978e+09,1.79559641201463603978e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(41,'webhook',2,135,13,'registration','{"id": 135, "kind": "registration", "at": "2026-11-25T08:46:52.117Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.3", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559641222705936424e+09,1.79559641222705936424e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(42,'webhook',1,136,13,'running','{"id": 136, "kind": "running", "at": "2026-11-25T08:46:52.398Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','delivered',1,1.79559641250194764131e+09,1.79559641250194764131e+09,1.79559641253353500364e+09,204,'');
INSERT INTO "deliveries" VALUES(43,'webhook',2,136,13,'running','{"id": 136, "kind": "running", "at": "2026-11-25T08:46:52.398Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559641250194764131e+09,1.79559641250194764131e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(44,'webhook',1,137,13,'crashed','{"id": 137, "kind": "crashed", "at": "2026-11-25T08:46:53.289Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server was ended by signal 6 (SIGABRT)", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','delivered',1,1.79559641340497899058e+09,1.79559641340497899058e+09,1.79559641343417763711e+09,204,'');
INSERT INTO "deliveries" VALUES(45,'webhook',2,137,13,'crashed','{"id": 137, "kind": "crashed", "at": "2026-11-25T08:46:53.289Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server was ended by signal 6 (SIGABRT)", "data": {}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559641340497899058e+09,1.79559641340497899058e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(46,'webhook',2,138,14,'requested','{"id": 138, "kind": "requested", "at": "2026-11-25T08:46:53.316Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',9,1.79559645194365048413e+09,1.79559641340497899058e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(47,'webhook',2,139,14,'scheduling','{"id": 139, "kind": "scheduling", "at": "2026-11-25T08:46:53.347Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559641340497899058e+09,1.79559641340497899058e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(48,'webhook',2,140,14,'starting','{"id": 140, "kind": "starting", "at": "2026-11-25T08:46:53.349Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-1", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559641340497899058e+09,1.79559641340497899058e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(49,'webhook',2,141,14,'registration','{"id": 141, "kind": "registration", "at": "2026-11-25T08:46:53.582Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.2", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559641361984467507e+09,1.79559641361984467507e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(50,'webhook',1,142,14,'running','{"id": 142, "kind": "running", "at": "2026-11-25T08:46:53.708Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','delivered',1,1.79559641381039404865e+09,1.79559641381039404865e+09,1.79559641383033442496e+09,204,'');
INSERT INTO "deliveries" VALUES(51,'webhook',2,142,14,'running','{"id": 142, "kind": "running", "at": "2026-11-25T08:46:53.708Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559641381039404865e+09,1.79559641381039404865e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(52,'webhook',1,143,14,'crashed','{"id": 143, "kind": "crashed", "at": "2026-11-25T08:46:53.796Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server was ended by signal 9 (SIGKILL)", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','delivered',1,1.79559641381039404865e+09,1.79559641381039404865e+09,1.7955964139632980824e+09,204,'');
INSERT INTO "deliveries" VALUES(53,'webhook',2,143,14,'crashed','{"id": 143, "kind": "crashed", "at": "2026-11-25T08:46:53.796Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server was ended by signal 9 (SIGKILL)", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559641381039404865e+09,1.79559641381039404865e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(54,'webhook',2,144,15,'requested','{"id": 144, "kind": "requested", "at": "2026-11-25T08:46:53.823Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',9,1.79559645331934928901e+09,1.79559641393378233912e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(55,'webhook',2,145,15,'scheduling','{"id": 145, "kind": "scheduling", "at": "2026-11-25T08:46:53.842Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559641393378233912e+09,1.79559641393378233912e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(56,'webhook',2,146,15,'starting','{"id": 146, "kind": "starting", "at": "2026-11-25T08:46:53.843Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-2", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559641393378233912e+09,1.79559641393378233912e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(57,'webhook',2,147,15,'registration','{"id": 147, "kind": "registration", "at": "2026-11-25T08:46:54.046Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.3", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559641418375492095e+09,1.79559641418375492095e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(58,'webhook',1,148,15,'running','{"id": 148, "kind": "running", "at": "2026-11-25T08:46:54.360Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','delivered',1,1.79559641446759176257e+09,1.79559641446759176257e+09,1.79559641449121880534e+09,204,'');
INSERT INTO "deliveries" VALUES(59,'webhook',2,148,15,'running','{"id": 148, "kind": "running", "at": "2026-11-25T08:46:54.360Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559641446759176257e+09,1.79559641446759176257e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(60,'webhook',1,149,15,'crashed','{"id": 149, "kind": "crashed", "at": "2026-11-25T08:46:55.578Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','delivered',1,1.79559641569027400014e+09,1.79559641569027400014e+09,1.79559641571933102611e+09,204,'');
INSERT INTO "deliveries" VALUES(61,'webhook',2,149,15,'crashed','{"id": 149, "kind": "crashed", "at": "2026-11-25T08:46:55.578Z", "before": "running", "after": "crashed", "who": "manager", "message": "The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi", "data": {}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559641569027400014e+09,1.79559641569027400014e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(62,'webhook',2,150,16,'requested','{"id": 150, "kind": "requested", "at": "2026-11-25T08:46:55.627Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',9,1.79559645577797460554e+09,1.79559641569027400014e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(63,'webhook',2,151,16,'scheduling','{"id": 151, "kind": "scheduling", "at": "2026-11-25T08:46:55.641Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559641569027400014e+09,1.79559641569027400014e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(64,'webhook',2,152,16,'starting','{"id": 152, "kind": "starting", "at": "2026-11-25T08:46:55.643Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-1", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559641569027400014e+09,1.79559641569027400014e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(65,'webhook',2,153,16,'registration','{"id": 153, "kind": "registration", "at": "2026-11-25T08:46:55.929Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.2", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559641604158258436e+09,1.79559641604158258436e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(66,'webhook',1,154,16,'running','{"id": 154, "kind": "running", "at": "2026-11-25T08:46:56.120Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','delivered',1,1.79559641622631025316e+09,1.79559641622631025316e+09,1.7955964163002922535e+09,204,'');
INSERT INTO "deliveries" VALUES(67,'webhook',2,154,16,'running','{"id": 154, "kind": "running", "at": "2026-11-25T08:46:56.120Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559641622631025316e+09,1.79559641622631025316e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(68,'webhook',2,155,16,'unready','{"id": 155, "kind": "unready", "at": "2026-11-25T08:47:00.030Z", "before": "running", "after": "unready", "who": "manager", "message": "Its readiness probe fails", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559642015030097956e+09,1.79559642015030097956e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(69,'webhook',2,156,17,'requested','{"id": 156, "kind": "requested", "at": "2026-11-25T08:47:00.110Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','waiting',8,1.79559644652978873252e+09,1.79559642015030097956e+09,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO "deliveries" VALUES(70,'webhook',2,157,17,'scheduling','{"id": 157, "kind": "scheduling", "at": "2026-11-25T08:47:00.134Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','waiting',0,1.79559642015030097956e+09,1.79559642015030097956e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(71,'webhook',2,158,17,'starting','{"id": 158, "kind": "starting", "at": "2026-11-25T08:47:00.144Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-2", "data": {}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','waiting',0,1.79559642015030097956e+09,1.79559642015030097956e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(72,'webhook',1,159,17,'failed','{"id": 159, "kind": "failed", "at": "2026-11-25T08:47:00.454Z", "before": "starting", "after": "failed", "who": "manager", "message": "A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)", "data": {}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','delivered',1,1.79559642057265925405e+09,1.79559642057265925405e+09,1.79559642064439368243e+09,204,'');
INSERT INTO "deliveries" VALUES(73,'webhook',2,159,17,'failed','{"id": 159, "kind": "failed", "at": "2026-11-25T08:47:00.454Z", "before": "starting", "after": "failed", "who": "manager", "message": "A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)", "data": {}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','waiting',0,1.79559642057265925405e+09,1.79559642057265925405e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(74,'webhook',2,160,18,'requested','{"id": 160, "kind": "requested", "at": "2026-11-25T08:47:00.505Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',8,1.79559644637783479689e+09,1.79559642057265925405e+09,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO "deliveries" VALUES(75,'webhook',2,161,18,'scheduling','{"id": 161, "kind": "scheduling", "at": "2026-11-25T08:47:00.561Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559642057265925405e+09,1.79559642057265925405e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(76,'webhook',2,162,18,'starting','{"id": 162, "kind": "starting", "at": "2026-11-25T08:47:00.563Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-1", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559642057265925405e+09,1.79559642057265925405e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(77,'webhook',2,163,18,'registration','{"id": 163, "kind": "registration", "at": "2026-11-25T08:47:00.861Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.2", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559642094213938717e+09,1.79559642094213938717e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(78,'webhook',1,164,18,'running','{"id": 164, "kind": "running", "at": "2026-11-25T08:47:01.123Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','delivered',1,1.79559642116370463365e+09,1.79559642116370463365e+09,1.79559642120482873921e+09,204,'');
INSERT INTO "deliveries" VALUES(79,'webhook',2,164,18,'running','{"id": 164, "kind": "running", "at": "2026-11-25T08:47:01.123Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559642116370463365e+09,1.79559642116370463365e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(80,'webhook',1,165,18,'lost','{"id": 165, "kind": "lost", "at": "2026-11-25T08:47:01.152Z", "before": "running", "after": "lost", "who": "manager", "message": "Its Pod was deleted by somebody else, and not by the manager", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','delivered',1,1.79559642116370463365e+09,1.79559642116370463365e+09,1.79559642122588443763e+09,204,'');
INSERT INTO "deliveries" VALUES(81,'webhook',2,165,18,'lost','{"id": 165, "kind": "lost", "at": "2026-11-25T08:47:01.152Z", "before": "running", "after": "lost", "who": "manager", "message": "Its Pod was deleted by somebody else, and not by the manager", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559642116370463365e+09,1.79559642116370463365e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(82,'webhook',1,170,19,'running','{"id": 170, "kind": "running", "at": "2026-11-25T08:47:01.800Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 19, "name": "sample-tim-dev-19", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27151, "echo": 27152, "count": 27153}, "url": "http://127.0.0.1:57779/islands/19"}}','delivered',1,1.7955964219237146378e+09,1.7955964219237146378e+09,1.79559642196275115011e+09,204,'');
INSERT INTO "deliveries" VALUES(83,'channel',1,170,19,'running','{"title": "Island 19 is running", "text": "sample-tim-dev-19 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/19"}','delivered',1,1.7955964219237146378e+09,1.7955964219237146378e+09,1.79559642202394938474e+09,NULL,'');
INSERT INTO "deliveries" VALUES(84,'webhook',1,176,19,'running','{"id": 176, "kind": "running", "at": "2026-11-25T08:47:02.410Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 19, "name": "sample-tim-dev-19", "incarnation": 2, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27151, "echo": 27152, "count": 27153}, "url": "http://127.0.0.1:57779/islands/19"}}','delivered',1,1.79559642247230148316e+09,1.79559642247230148316e+09,1.79559642251426863674e+09,204,'');
INSERT INTO "deliveries" VALUES(85,'channel',1,176,19,'running','{"title": "Island 19 is running", "text": "sample-tim-dev-19 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/19"}','delivered',1,1.79559642247230148316e+09,1.79559642247230148316e+09,1.79559642253144145012e+09,NULL,'');
INSERT INTO "deliveries" VALUES(86,'webhook',1,181,20,'running','{"id": 181, "kind": "running", "at": "2026-11-25T08:47:02.883Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 20, "name": "sample-tim-dev-20", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27154, "echo": 27155, "count": 27156}, "url": "http://127.0.0.1:57779/islands/20"}}','delivered',1,1795596422.98198,1795596422.98198,1795596423.0143,204,'');
INSERT INTO "deliveries" VALUES(87,'channel',1,181,20,'running','{"title": "Island 20 is running", "text": "sample-tim-dev-20 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/20"}','delivered',1,1795596422.98198,1795596422.98198,1.79559642307146859162e+09,NULL,'');
INSERT INTO "deliveries" VALUES(88,'webhook',1,183,20,'stopped','{"id": 183, "kind": "stopped", "at": "2026-11-25T08:47:03.102Z", "before": "stopping", "after": "stopped", "who": "manager", "message": "Its Pod is gone and its ports are given back", "data": {}, "island": {"id": 20, "name": "sample-tim-dev-20", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27154, "echo": 27155, "count": 27156}, "url": "http://127.0.0.1:57779/islands/20"}}','delivered',1,1.7955964232361257076e+09,1.7955964232361257076e+09,1.795596423263655901e+09,204,'');
INSERT INTO "deliveries" VALUES(89,'webhook',2,191,24,'requested','{"id": 191, "kind": "requested", "at": "2026-11-25T08:47:03.360Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "", "host": "", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',8,1.79559645114272928238e+09,1.79559642336926603319e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(90,'webhook',2,194,24,'scheduling','{"id": 194, "kind": "scheduling", "at": "2026-11-25T08:47:03.480Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',0,1.79559642348825168611e+09,1.79559642348825168611e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(91,'webhook',2,195,24,'starting','{"id": 195, "kind": "starting", "at": "2026-11-25T08:47:03.482Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-2", "data": {}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',0,1.79559642348825168611e+09,1.79559642348825168611e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(92,'webhook',2,199,24,'registration','{"id": 199, "kind": "registration", "at": "2026-11-25T08:47:03.906Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.3", "data": {}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',0,1.79559642401935672757e+09,1.79559642401935672757e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(93,'webhook',1,200,23,'running','{"id": 200, "kind": "running", "at": "2026-11-25T08:47:03.976Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 23, "name": "sample-tim-dev-23", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27163, "echo": 27164, "count": 27165}, "url": "http://127.0.0.1:57779/islands/23"}}','delivered',1,1.79559642401935672757e+09,1.79559642401935672757e+09,1.7955964241756291389e+09,204,'');
INSERT INTO "deliveries" VALUES(94,'channel',1,200,23,'running','{"title": "Island 23 is running", "text": "sample-tim-dev-23 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/23"}','delivered',1,1.79559642401935672757e+09,1.79559642401935672757e+09,1.79559642419018363956e+09,NULL,'');
INSERT INTO "deliveries" VALUES(95,'webhook',1,201,24,'running','{"id": 201, "kind": "running", "at": "2026-11-25T08:47:04.372Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','delivered',1,1.79559642447445535658e+09,1.79559642447445535658e+09,1.79559642455909252174e+09,204,'');
INSERT INTO "deliveries" VALUES(96,'webhook',2,201,24,'running','{"id": 201, "kind": "running", "at": "2026-11-25T08:47:04.372Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',0,1.79559642447445535658e+09,1.79559642447445535658e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(97,'channel',1,215,25,'ending','{"title": "Island 25 ends soon", "text": "sample-tim-dev-25 \u00b7 tim \u00b7 dev\nIts lifetime ends soon\nIt ends at 2026-11-25 08:47 UTC. Extend it: http://127.0.0.1:57779/islands/25"}','delivered',1,1.79559643656854629519e+09,1.79559643656854629519e+09,1.7955964372099127769e+09,NULL,'');
INSERT INTO "deliveries" VALUES(98,'webhook',1,217,25,'running','{"id": 217, "kind": "running", "at": "2026-11-25T08:47:17.076Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 25, "name": "sample-tim-dev-25", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27169, "echo": 27170, "count": 27171}, "url": "http://127.0.0.1:57779/islands/25"}}','delivered',1,1.79559643724364137646e+09,1.79559643724364137646e+09,1.79559643756404304507e+09,204,'');
INSERT INTO "deliveries" VALUES(99,'channel',1,217,25,'running','{"title": "Island 25 is running", "text": "sample-tim-dev-25 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/25"}','delivered',1,1.79559643724364137646e+09,1.79559643724364137646e+09,1.79559643779491758344e+09,NULL,'');
INSERT INTO "deliveries" VALUES(100,'webhook',1,219,25,'stopped','{"id": 219, "kind": "stopped", "at": "2026-11-25T08:47:17.364Z", "before": "stopping", "after": "stopped", "who": "manager", "message": "Its Pod is gone and its ports are given back", "data": {}, "island": {"id": 25, "name": "sample-tim-dev-25", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27169, "echo": 27170, "count": 27171}, "url": "http://127.0.0.1:57779/islands/25"}}','delivered',1,1.79559643756582236291e+09,1.79559643756582236291e+09,1.79559643778395867344e+09,204,'');
INSERT INTO "deliveries" VALUES(101,'channel',1,223,26,'ending','{"title": "Island 26 ends soon", "text": "sample-tim-dev-26 \u00b7 tim \u00b7 dev\nIts lifetime ends soon\nIt ends at 2026-11-25 09:41 UTC. Extend it: http://127.0.0.1:57779/islands/26"}','delivered',1,1.79559643811155414576e+09,1.79559643811155414576e+09,1.79559643865217208867e+09,NULL,'');
INSERT INTO "deliveries" VALUES(102,'webhook',1,227,26,'running','{"id": 227, "kind": "running", "at": "2026-11-25T08:47:18.565Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 26, "name": "sample-tim-dev-26", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27172, "echo": 27173, "count": 27174}, "url": "http://127.0.0.1:57779/islands/26"}}','delivered',1,1.79559643874098324774e+09,1.79559643874098324774e+09,1.79559643885933613782e+09,204,'');
INSERT INTO "deliveries" VALUES(103,'channel',1,227,26,'running','{"title": "Island 26 is running", "text": "sample-tim-dev-26 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/26"}','delivered',1,1.79559643874098324774e+09,1.79559643874098324774e+09,1.79559643901361608506e+09,NULL,'');
INSERT INTO "deliveries" VALUES(104,'webhook',1,231,27,'running','{"id": 231, "kind": "running", "at": "2026-11-25T08:47:19.152Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 27, "name": "sample-tim-dev-27", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "for the reset test", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27175, "echo": 27176, "count": 27177}, "url": "http://127.0.0.1:57779/islands/27"}}','waiting',4,1.79559644431990051271e+09,1.79559643930028605459e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=36689): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(105,'channel',1,231,27,'running','{"title": "Island 27 is running", "text": "sample-tim-dev-27 \u00b7 tim \u00b7 dev \u00b7 for the reset test\nIts server is ready\nhttp://127.0.0.1:57779/islands/27"}','delivered',1,1.79559643930028605459e+09,1.79559643930028605459e+09,1.79559643956576037411e+09,NULL,'');
INSERT INTO "deliveries" VALUES(106,'webhook',2,233,6,'moving','{"id": 233, "kind": "moving", "at": "2026-11-25T08:47:19.239Z", "before": "", "after": "", "who": "olga", "message": "It moves to another node soon: olga empties node local-1", "data": {"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',0,1.79559643930028605459e+09,1.79559643930028605459e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(107,'webhook',2,238,14,'ending','{"id": 238, "kind": "ending", "at": "2026-11-25T08:47:19.239Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-1", "data": {"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "stop"}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1.79559643930028605459e+09,1.79559643930028605459e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(108,'webhook',2,239,16,'moving','{"id": 239, "kind": "moving", "at": "2026-11-25T08:47:19.239Z", "before": "", "after": "", "who": "olga", "message": "It moves to another node soon: olga empties node local-1", "data": {"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1.79559643930028605459e+09,1.79559643930028605459e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(109,'webhook',2,240,18,'ending','{"id": 240, "kind": "ending", "at": "2026-11-25T08:47:19.239Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-1", "data": {"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "stop"}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1.79559643930028605459e+09,1.79559643930028605459e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(110,'webhook',2,246,6,'note','{"id": 246, "kind": "note", "at": "2026-11-25T08:47:19.430Z", "before": "", "after": "", "who": "manager", "message": "It stays on its node: Broken off by olga", "data": {}, "island": {"id": 6, "name": "sample-tess-dev-6", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27112, "echo": 27113, "count": 27114}, "url": "http://127.0.0.1:57779/islands/6"}}','waiting',0,1795596439.58011,1795596439.58011,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(111,'webhook',2,251,14,'note','{"id": 251, "kind": "note", "at": "2026-11-25T08:47:19.430Z", "before": "", "after": "", "who": "manager", "message": "It stays on its node: Broken off by olga", "data": {}, "island": {"id": 14, "name": "sample-tess-dev-14", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27136, "echo": 27137, "count": 27138}, "url": "http://127.0.0.1:57779/islands/14"}}','waiting',0,1795596439.58011,1795596439.58011,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(112,'webhook',2,252,16,'note','{"id": 252, "kind": "note", "at": "2026-11-25T08:47:19.430Z", "before": "", "after": "", "who": "manager", "message": "It stays on its node: Broken off by olga", "data": {}, "island": {"id": 16, "name": "sample-tess-dev-16", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27142, "echo": 27143, "count": 27144}, "url": "http://127.0.0.1:57779/islands/16"}}','waiting',0,1795596439.58011,1795596439.58011,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(113,'webhook',2,253,18,'note','{"id": 253, "kind": "note", "at": "2026-11-25T08:47:19.430Z", "before": "", "after": "", "who": "manager", "message": "It stays on its node: Broken off by olga", "data": {}, "island": {"id": 18, "name": "sample-tess-dev-18", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27148, "echo": 27149, "count": 27150}, "url": "http://127.0.0.1:57779/islands/18"}}','waiting',0,1795596439.58011,1795596439.58011,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(114,'channel',1,259,2,'ending','{"title": "Island 2 ends soon", "text": "sample-tim-dev-2 \u00b7 tim \u00b7 dev \u00b7 raid 0\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/2"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.79559644040696072576e+09,NULL,'');
INSERT INTO "deliveries" VALUES(115,'channel',1,260,3,'ending','{"title": "Island 3 ends soon", "text": "sample-tim-dev-3 \u00b7 tim \u00b7 dev \u00b7 raid 1\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/3"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.79559644039541435244e+09,NULL,'');
INSERT INTO "deliveries" VALUES(116,'channel',1,261,4,'ending','{"title": "Island 4 ends soon", "text": "sample-tim-dev-4 \u00b7 tim \u00b7 dev \u00b7 raid 2\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/4"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.79559644044651031498e+09,NULL,'');
INSERT INTO "deliveries" VALUES(117,'channel',1,262,10,'ending','{"title": "Island 10 ends soon", "text": "sample-tim-dev-10 \u00b7 tim \u00b7 dev \u00b7 say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/10"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.79559644039760923387e+09,NULL,'');
INSERT INTO "deliveries" VALUES(118,'channel',1,263,12,'ending','{"title": "Island 12 ends soon", "text": "sample-tim-dev-12 \u00b7 tim \u00b7 dev\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/12"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.7955964403687477112e+09,NULL,'');
INSERT INTO "deliveries" VALUES(119,'webhook',2,264,13,'ending','{"id": 264, "kind": "ending", "at": "2026-11-25T08:47:19.745Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-2", "data": {"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}, "island": {"id": 13, "name": "sample-tess-dev-13", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27133, "echo": 27134, "count": 27135}, "url": "http://127.0.0.1:57779/islands/13"}}','waiting',0,1.79559643996712565419e+09,1.79559643996712565419e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(120,'webhook',2,265,15,'ending','{"id": 265, "kind": "ending", "at": "2026-11-25T08:47:19.745Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-2", "data": {"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}, "island": {"id": 15, "name": "sample-tess-dev-15", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27139, "echo": 27140, "count": 27141}, "url": "http://127.0.0.1:57779/islands/15"}}','waiting',0,1.79559643996712565419e+09,1.79559643996712565419e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(121,'webhook',2,266,17,'ending','{"id": 266, "kind": "ending", "at": "2026-11-25T08:47:19.745Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-2", "data": {"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}, "island": {"id": 17, "name": "sample-tess-dev-17", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27145, "echo": 27146, "count": 27147}, "url": "http://127.0.0.1:57779/islands/17"}}','waiting',0,1.79559643996712565419e+09,1.79559643996712565419e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(122,'channel',1,267,22,'ending','{"title": "Island 22 ends soon", "text": "sample-tim-dev-22 \u00b7 tim \u00b7 dev\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/22"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.7955964403666417598e+09,NULL,'');
INSERT INTO "deliveries" VALUES(123,'webhook',2,268,24,'ending','{"id": 268, "kind": "ending", "at": "2026-11-25T08:47:19.745Z", "before": "", "after": "", "who": "olga", "message": "It is stopped soon: olga empties node local-2", "data": {"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}, "island": {"id": 24, "name": "sample-tess-dev-24", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27166, "echo": 27167, "count": 27168}, "url": "http://127.0.0.1:57779/islands/24"}}','waiting',0,1.79559643996712565419e+09,1.79559643996712565419e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(124,'channel',1,269,26,'ending','{"title": "Island 26 ends soon", "text": "sample-tim-dev-26 \u00b7 tim \u00b7 dev\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 04:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/26"}','delivered',1,1.79559643996712565419e+09,1.79559643996712565419e+09,1.79559644055454730986e+09,NULL,'');
INSERT INTO "deliveries" VALUES(125,'channel',1,281,4,'ending','{"title": "Island 4 ends soon", "text": "sample-tim-dev-4 \u00b7 tim \u00b7 dev \u00b7 raid 2\nIt is stopped soon: olga empties node local-2\nIt is stopped at 2026-11-26 07:47 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57779/islands/4"}','delivered',1,1.79559644042645955084e+09,1.79559644042645955084e+09,1.79559644060153532026e+09,NULL,'');
INSERT INTO "deliveries" VALUES(126,'webhook',1,297,10,'stopped','{"id": 297, "kind": "stopped", "at": "2026-11-25T08:47:20.851Z", "before": "stopping", "after": "stopped", "who": "manager", "message": "Its Pod is gone and its ports are given back", "data": {}, "island": {"id": 10, "name": "sample-tim-dev-10", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "say \"hi\" & it''s {{ bye }};\n\u7b2c\u4e8c\u884c \ud83c\udfdd \\ %s", "node": "local-2", "host": "127.0.2.3", "ports": {"time": 27124, "echo": 27125, "count": 27126}, "url": "http://127.0.0.1:57779/islands/10"}}','waiting',4,1.79559644533896255493e+09,1.79559644095794892311e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=36689): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(127,'webhook',2,298,28,'requested','{"id": 298, "kind": "requested", "at": "2026-11-25T08:47:20.904Z", "before": "", "after": "requested", "who": "tess", "message": "Start asked for", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',3,1795596444.06616,1.79559644095794892311e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=43063): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(128,'webhook',2,299,28,'scheduling','{"id": 299, "kind": "scheduling", "at": "2026-11-25T08:47:20.935Z", "before": "requested", "after": "scheduling", "who": "manager", "message": "Its Pod is created and waits for a node", "data": {}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',0,1.79559644095794892311e+09,1.79559644095794892311e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(129,'webhook',2,300,28,'starting','{"id": 300, "kind": "starting", "at": "2026-11-25T08:47:20.938Z", "before": "scheduling", "after": "starting", "who": "manager", "message": "On node local-1", "data": {}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',0,1.79559644095794892311e+09,1.79559644095794892311e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(130,'webhook',2,302,28,'registration','{"id": 302, "kind": "registration", "at": "2026-11-25T08:47:21.146Z", "before": "", "after": "", "who": "pod", "message": "Registered from 127.0.2.2", "data": {}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',0,1.79559644125358343121e+09,1.79559644125358343121e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(131,'webhook',1,303,28,'running','{"id": 303, "kind": "running", "at": "2026-11-25T08:47:21.292Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "nobody hears of this yet", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',3,1.795596444135882616e+09,1.79559644140521812438e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=36689): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(132,'webhook',2,303,28,'running','{"id": 303, "kind": "running", "at": "2026-11-25T08:47:21.292Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "nobody hears of this yet", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',0,1.79559644140521812438e+09,1.79559644140521812438e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(133,'webhook',2,304,28,'note','{"id": 304, "kind": "note", "at": "2026-11-25T08:47:21.356Z", "before": "running", "after": "running", "who": "tess", "message": "Note changed", "data": {"source": "token islandctl, 127.0.0.1"}, "island": {"id": 28, "name": "sample-tess-dev-28", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tess", "note": "nobody hears of this yet", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27178, "echo": 27179, "count": 27180}, "url": "http://127.0.0.1:57779/islands/28"}}','waiting',0,1.79559644140521812438e+09,1.79559644140521812438e+09,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(134,'webhook',1,309,29,'running','{"id": 309, "kind": "running", "at": "2026-11-25T08:47:21.813Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 29, "name": "sample-tim-dev-29", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27181, "echo": 27182, "count": 27183}, "url": "http://127.0.0.1:57779/islands/29"}}','waiting',3,1.79559644480419564245e+09,1.79559644184845924375e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=36689): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(135,'channel',1,309,29,'running','{"title": "Island 29 is running", "text": "sample-tim-dev-29 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/29"}','delivered',1,1.79559644184845924375e+09,1.79559644184845924375e+09,1.79559644193427133556e+09,NULL,'');
INSERT INTO "deliveries" VALUES(136,'webhook',1,314,30,'running','{"id": 314, "kind": "running", "at": "2026-11-25T08:47:22.204Z", "before": "starting", "after": "running", "who": "manager", "message": "Its server is ready", "data": {}, "island": {"id": 30, "name": "sample-tim-dev-30", "incarnation": 1, "blueprint": "sample", "branch": "dev", "owner": "tim", "note": "", "node": "local-1", "host": "127.0.2.2", "ports": {"time": 27184, "echo": 27185, "count": 27186}, "url": "http://127.0.0.1:57779/islands/30"}}','waiting',3,1.79559644500027203563e+09,1.7955964423056604862e+09,NULL,NULL,'It could not be reached: HTTPConnection(host=''127.0.0.1'', port=36689): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO "deliveries" VALUES(137,'channel',1,314,30,'running','{"title": "Island 30 is running", "text": "sample-tim-dev-30 \u00b7 tim \u00b7 dev\nIts server is ready\nhttp://127.0.0.1:57779/islands/30"}','delivered',1,1.7955964423056604862e+09,1.7955964423056604862e+09,1.79559644238802933692e+09,NULL,'');
CREATE TABLE drain_items (
	drain_id INTEGER NOT NULL, 
	island_id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	owner VARCHAR(64) NOT NULL, 
	node VARCHAR(253) NOT NULL, 
	action VARCHAR(8) NOT NULL, 
	can_move BOOLEAN NOT NULL, 
	why TEXT NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	incarnation INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	target VARCHAR(253) NOT NULL, 
	due_at DOUBLE, 
	left_at DOUBLE, 
	back_at DOUBLE, 
	more JSON, 
	CONSTRAINT pk_drain_items PRIMARY KEY (drain_id, island_id), 
	CONSTRAINT fk_drain_items_drain_id FOREIGN KEY(drain_id) REFERENCES drains (id), 
	CONSTRAINT fk_drain_items_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "drain_items" VALUES(1,2,'sample-tim-dev-2','tim','local-1','move',1,'Runs on local-2','done',2,1.79559638857209181786e+09,'local-2',NULL,1.79559638726990365978e+09,1.7955963883306305408e+09,NULL);
INSERT INTO "drain_items" VALUES(1,4,'sample-tim-dev-4','tim','local-1','move',1,'Runs on local-2','done',2,1.79559638827621412282e+09,'local-2',NULL,1.79559638731838464736e+09,1.79559638824691438678e+09,NULL);
INSERT INTO "drain_items" VALUES(2,5,'sample-pat-weekly-5','pat','local-3','move',0,'No other open node has the labels branch=weekly','failed',0,1.79559638883339548116e+09,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,6,'sample-tess-dev-6','tess','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,7,'sample-tim-dev-7','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,8,'sample-tim-dev-8','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,9,'sample-tim-dev-9','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,11,'static-tim-dev-11','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,14,'sample-tess-dev-14','tess','local-1','stop',1,'It is crashed; what it left is kept, its Pod goes','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,16,'sample-tess-dev-16','tess','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,18,'sample-tess-dev-18','tess','local-1','stop',1,'It is lost; what it left is kept, its Pod goes','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,19,'sample-tim-dev-19','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,23,'sample-tim-dev-23','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(3,27,'sample-tim-dev-27','tim','local-1','move',1,'','waiting',0,0.0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,2,'sample-tim-dev-2','tim','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,'{"until": 1795679239.0, "who": "tim", "reason": "the raid test on 2", "at": 1795596439.897468}');
INSERT INTO "drain_items" VALUES(4,3,'sample-tim-dev-3','tim','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,4,'sample-tim-dev-4','tim','local-2','stop',1,'','waiting',0,0.0,'',1795679240.0,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,10,'sample-tim-dev-10','tim','local-2','stop',1,'Stopped','done',0,1.79559644097869110105e+09,'',1.79559644035780739787e+09,1.79559644054501295088e+09,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,12,'sample-tim-dev-12','tim','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,13,'sample-tess-dev-13','tess','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,15,'sample-tess-dev-15','tess','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,17,'sample-tess-dev-17','tess','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,22,'sample-tim-dev-22','tim','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,24,'sample-tess-dev-24','tess','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
INSERT INTO "drain_items" VALUES(4,26,'sample-tim-dev-26','tim','local-2','stop',1,'','waiting',0,0.0,'',NULL,NULL,NULL,NULL);
CREATE TABLE drains (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	selector VARCHAR(1000) NOT NULL, 
	mode VARCHAR(8) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	nodes JSON NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	created_at DOUBLE NOT NULL, 
	grace_seconds INTEGER, 
	at_once INTEGER NOT NULL, 
	max_failures INTEGER NOT NULL, 
	message TEXT NOT NULL, 
	ended_at DOUBLE, 
	cordoned BOOLEAN NOT NULL, 
	starts_at DOUBLE
);
INSERT INTO "drains" VALUES(1,'branch=dev,rack=a','move','done','["local-1"]','olga',1.79559638707663726808e+09,NULL,2,3,'All 2 islands have left',1.79559638859269452091e+09,1,NULL);
INSERT INTO "drains" VALUES(2,'branch=weekly','move','failed','["local-3"]','olga',1.79559638881482863418e+09,NULL,1,0,'Given up: 1 islands could not leave, 0 may fail',1.79559638897048020364e+09,1,NULL);
INSERT INTO "drains" VALUES(3,'kubernetes.io/hostname=local-1','move','stopped','["local-1"]','olga',1.79559643923927545546e+09,NULL,1,3,'Broken off by olga',1.79559643943043255806e+09,1,1795668439.0);
INSERT INTO "drains" VALUES(4,'branch=dev,rack=b','stop','running','["local-2"]','olga',1.79559643974576067923e+09,9,1,3,'',NULL,1,1795668439.0);
CREATE TABLE epochs (
	name VARCHAR(63) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_epochs PRIMARY KEY (name)
);
INSERT INTO "epochs" VALUES('access',4);
CREATE TABLE events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	island_id INTEGER NOT NULL, 
	incarnation INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	"before" VARCHAR(12) DEFAULT '' NOT NULL, 
	"after" VARCHAR(12) DEFAULT '' NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	message TEXT NOT NULL, 
	data JSON NOT NULL
);
INSERT INTO "events" VALUES(1,1,1,1.7955963814674575329e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(2,1,1,1.79559638160365819935e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(3,1,1,1.79559638160746860499e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(4,1,1,1795596381.93941,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(5,1,1,1.79559638218708610534e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(6,1,1,1.79559638311554455752e+09,'state','running','crashed','manager','The server ended by itself with exit code 3','{}');
INSERT INTO "events" VALUES(7,1,1,1.79559638417971611026e+09,'state','crashed','stopping','lifetime','Slimmed 0.000277778 hours after it ended: what it left is kept, its Pod and ports went back','{}');
INSERT INTO "events" VALUES(8,1,1,1.79559638427555608749e+09,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO "events" VALUES(9,2,1,1.79559638442278122899e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(10,2,1,1.79559638450201582908e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(11,2,1,1.7955963845086848736e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(12,2,1,1.79559638475484776489e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(13,2,1,1.79559638500126409529e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(14,3,1,1.79559638504824113842e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(15,3,1,1.79559638507853841786e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(16,3,1,1.79559638508244132993e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(17,3,1,1.79559638530423474308e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(18,3,1,1.79559638552292752267e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(19,4,1,1.79559638559856939317e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(20,4,1,1.79559638568194699292e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(21,4,1,1.79559638568402528758e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(22,4,1,1.79559638588393831251e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(23,4,1,1795596386.18312,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(24,5,1,1.7955963862303745747e+09,'state','','requested','olga','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(25,5,1,1.79559638628878331188e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(26,5,1,1.79559638629799246788e+09,'state','scheduling','starting','manager','On node local-3','{}');
INSERT INTO "events" VALUES(27,5,1,1.79559638653163242344e+09,'registration','','','pod','Registered from 127.0.2.4','{}');
INSERT INTO "events" VALUES(28,5,1,1.79559638693152642252e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(29,0,0,1.79559638707666349407e+09,'row','','','manager','','{"drain": 1, "islands": [2, 4]}');
INSERT INTO "events" VALUES(30,2,2,1.79559638726990365978e+09,'state','running','requested','olga','Moves away from node local-1, which is drained','{"source": "drain 1"}');
INSERT INTO "events" VALUES(31,0,0,1.79559638726990365978e+09,'row','','','manager','','{"drain": 1, "islands": [2]}');
INSERT INTO "events" VALUES(32,2,2,1.79559638738176226618e+09,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO "events" VALUES(33,4,2,1.79559638731838464736e+09,'state','running','requested','olga','Moves away from node local-1, which is drained','{"source": "drain 1"}');
INSERT INTO "events" VALUES(34,0,0,1.79559638731838464736e+09,'row','','','manager','','{"drain": 1, "islands": [4]}');
INSERT INTO "events" VALUES(35,4,2,1.79559638747350406653e+09,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO "events" VALUES(36,2,2,1.79559638764034485815e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(37,4,2,1.79559638765504193304e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(38,4,2,1795596387.68244,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(39,2,2,1.79559638766903376582e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(40,4,2,1.79559638797843027111e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(41,2,2,1.79559638794279336927e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(42,4,2,1.79559638824703502648e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(43,0,0,1.79559638827621412282e+09,'row','','','manager','','{"drain": 1, "islands": [4]}');
INSERT INTO "events" VALUES(44,2,2,1.79559638833070325846e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(45,0,0,1.79559638857209181786e+09,'row','','','manager','','{"drain": 1, "islands": [2]}');
INSERT INTO "events" VALUES(46,0,0,1.79559638859269452091e+09,'row','','','manager','','{"drain": 1, "islands": []}');
INSERT INTO "events" VALUES(47,0,0,1795596388.81484,'row','','','manager','','{"drain": 2, "islands": [5]}');
INSERT INTO "events" VALUES(48,0,0,1.79559638883339548116e+09,'row','','','manager','','{"drain": 2, "islands": [5]}');
INSERT INTO "events" VALUES(49,0,0,1.79559638897048020364e+09,'row','','','manager','','{"drain": 2, "islands": []}');
INSERT INTO "events" VALUES(50,6,1,1.79559638923277282715e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(51,6,1,1.79559638927499079703e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(52,6,1,1.79559638927869915964e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(53,6,1,1.79559638965303826332e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(54,5,1,1.7955963896982414722e+09,'node','','','manager','Node local-3 takes new islands again','{"node": "local-3", "what": "opened"}');
INSERT INTO "events" VALUES(55,6,1,1.79559638977819514271e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(56,6,1,1.79559639023700976369e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(57,7,1,1.79559640090942788121e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(58,7,1,1.79559640097477269176e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(59,8,1,1.79559640097841954238e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(60,7,1,1.79559640098393487935e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(61,9,1,1.79559640101977205277e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(62,8,1,1.79559640101886677744e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(63,8,1,1.79559640107604217532e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(64,10,1,1.79559640109227180481e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(65,9,1,1.79559640113909769055e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(66,9,1,1.79559640125242018704e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(67,10,1,1.79559640123487472529e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(68,10,1,1.79559640127719354627e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(69,7,1,1.79559640128666734692e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(70,9,1,1.79559640147711753847e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(71,8,1,1.79559640148764657974e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(72,10,1,1.79559640158986496922e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(73,7,1,1.79559640173211240762e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(74,10,1,1.79559640187734055518e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(75,8,1,1.79559640187868213654e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(76,9,1,1.79559640203368401528e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(77,9,1,1.79559640212810707089e+09,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (New Year)','{"clock": {"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}, "before": {"mode": "real", "offset": 0, "rate": 1}, "why": "New Year", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(78,9,1,1.79559640231513166432e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(79,9,1,1.79559640236813139913e+09,'clock','','','tim','Clock set: +1h','{"clock": {"mode": "shift", "offset": 34704768, "rate": 1, "asked": "+1h"}, "before": {"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(80,9,1,1.79559640255783581732e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(81,9,1,1.79559640258057856554e+09,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (too far)','{"clock": {"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}, "before": {"mode": "shift", "offset": 34704768, "rate": 1, "asked": "+1h"}, "why": "too far", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(82,9,1,1.795596402804202795e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(83,9,1,1.79559640286949539185e+09,'clock','','','tim','Clock set: 30s before daily-reset','{"clock": {"mode": "at", "offset": 34776767, "rate": 1, "asked": "30s before daily-reset"}, "before": {"mode": "at", "offset": 34701168, "rate": 1, "asked": "2027-12-31 23:59:30"}, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(84,9,1,1.7955964031203083992e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(85,10,1,1.79559640321109843254e+09,'clock','','','tim','Clock set: rate','{"clock": {"mode": "rate", "offset": 0, "rate": 10, "real_anchor": 1795596403.2110984, "fake_anchor": 1795596403.2110984}, "before": {"mode": "real", "offset": 0, "rate": 1}, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(86,10,1,1.79559640333214855191e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(87,7,1,1.79559640334760355949e+09,'clock','','','tim','Joined clock group raid','{"group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(88,8,1,1.79559640334760355949e+09,'clock','','','tim','Joined clock group raid','{"group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(89,7,1,1.79559640352862167353e+09,'clock','','','tim','Clock set for group raid: 2026-12-31 23:58 (元旦)','{"clock": {"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}, "before": {"mode": "real", "offset": 0, "rate": 1}, "why": "\u5143\u65e6", "group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(90,8,1,1.79559640352862167353e+09,'clock','','','tim','Clock set for group raid: 2026-12-31 23:58 (元旦)','{"clock": {"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}, "before": {"mode": "real", "offset": 0, "rate": 1}, "why": "\u5143\u65e6", "group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(91,8,1,1.79559640510469818112e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(92,7,1,1.79559640511104822162e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(93,7,1,1.79559640512513136859e+09,'clock','','','tim','Clock set for group raid: +3d','{"clock": {"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}, "before": {"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}, "group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(94,8,1,1.79559640512513136859e+09,'clock','','','tim','Clock set for group raid: +3d','{"clock": {"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}, "before": {"mode": "at", "offset": 3165075, "rate": 1, "asked": "2026-12-31 23:58"}, "group": "raid", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(95,8,1,1.79559640713213729853e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(96,7,1,1.79559640714266371725e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(97,11,1,1.7955964072084753513e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(98,11,1,1.79559640722865128514e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(99,11,1,1.79559640722993206973e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(100,11,1,1.79559640745968842508e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(101,11,1,1.79559640763577103611e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(102,9,1,1.79559640804721403124e+09,'clock','','','manager','Somebody changed the clock in the Pod: its line was ''+99''; it was put right','{"found": "+99"}');
INSERT INTO "events" VALUES(103,9,1,1.79559640807713675495e+09,'clock','','','tim','Clock set by script over-midnight: 23:59:58 (midnight)','{"clock": {"mode": "at", "offset": 34787590, "rate": 1, "asked": "23:59:58"}, "before": {"mode": "at", "offset": 34776767, "rate": 1, "asked": "30s before daily-reset"}, "why": "midnight", "script": "over-midnight", "run": 1, "source": "script"}');
INSERT INTO "events" VALUES(104,9,1,1.7955964082949810028e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(105,9,1,1.79559640908169078831e+09,'clock','','','tim','Clock set by script over-midnight: real (midnight)','{"clock": {"mode": "real", "offset": 0, "rate": 1}, "before": {"mode": "at", "offset": 34787590, "rate": 1, "asked": "23:59:58"}, "why": "midnight", "script": "over-midnight", "run": 1, "source": "script"}');
INSERT INTO "events" VALUES(106,9,1,1.79559640908169078831e+09,'clock','','','tim','Script over-midnight done','{"run": 1, "state": "done", "source": "script"}');
INSERT INTO "events" VALUES(107,9,1,1.7955964091604032516e+09,'clock','','','tim','Clock set by a script: 2099-12-31 23:00','{"clock": {"mode": "at", "offset": 2306844791, "rate": 1, "asked": "2099-12-31 23:00"}, "before": {"mode": "real", "offset": 0, "rate": 1}, "run": 2, "source": "script"}');
INSERT INTO "events" VALUES(108,9,1,1.795596409361073494e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(109,9,1,1.79559641016342878341e+09,'clock','','','tim','A script failed: Step 3, ''jump +2h'': ''+2h'' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.','{"run": 2, "state": "failed", "source": "script"}');
INSERT INTO "events" VALUES(110,9,1,1.79559641017516374589e+09,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (for a screenshot)','{"clock": {"mode": "freeze", "offset": 0, "frozen_at": 1830297570, "rate": 1, "asked": "2027-12-31 23:59:30"}, "before": {"mode": "at", "offset": 2306844791, "rate": 1, "asked": "2099-12-31 23:00"}, "why": "for a screenshot", "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(111,9,1,1.79559641033673834803e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(112,9,1,1.79559641035102891923e+09,'clock','','','tim','Clock set by a script: +2d','{"clock": {"mode": "freeze", "offset": 0, "frozen_at": 1830470370, "rate": 1, "asked": "+2d"}, "before": {"mode": "freeze", "offset": 0, "frozen_at": 1830297570, "rate": 1, "asked": "2027-12-31 23:59:30"}, "run": 3, "source": "script"}');
INSERT INTO "events" VALUES(113,7,1,1.79559641037591791157e+09,'clock','','','tim','Clock set for group raid by a script: +2d (goes on)','{"clock": {"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}, "before": {"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}, "why": "goes on", "group": "raid", "run": 4, "source": "script"}');
INSERT INTO "events" VALUES(114,8,1,1.79559641037591791157e+09,'clock','','','tim','Clock set for group raid by a script: +2d (goes on)','{"clock": {"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}, "before": {"mode": "shift", "offset": 259200, "rate": 1, "asked": "+3d"}, "why": "goes on", "group": "raid", "run": 4, "source": "script"}');
INSERT INTO "events" VALUES(115,10,1,1.79559641046688365931e+09,'clock','','','tim','Clock set by script reset: 30s before daily-reset','{"clock": {"mode": "at", "offset": 43960, "rate": 1, "asked": "30s before daily-reset"}, "before": {"mode": "rate", "offset": 0, "rate": 10, "real_anchor": 1795596403.2110984, "fake_anchor": 1795596403.2110984}, "script": "reset", "run": 5, "source": "script"}');
INSERT INTO "events" VALUES(116,10,1,1.79559641046688365931e+09,'clock','','','tim','Script reset done','{"run": 5, "state": "done", "source": "script"}');
INSERT INTO "events" VALUES(117,12,1,1.79559641057000064856e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(118,12,1,1.79559641063527393334e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(119,12,1,1.79559641065361499782e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(120,8,1,1.79559641066959404945e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(121,7,1,1.79559641066974091526e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(122,9,1,1.79559641067824387553e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(123,10,1,1.79559641088224124913e+09,'row','','','manager','','{}');
INSERT INTO "events" VALUES(124,12,1,1.79559641096290826794e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(125,12,1,1.79559641110329818725e+09,'state','starting','crashed','manager','The server ended by itself with exit code 4','{}');
INSERT INTO "events" VALUES(126,12,2,1.79559641118953657156e+09,'state','crashed','requested','tim','Restart asked for: incarnation 2','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(127,12,2,1.79559641119783711428e+09,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO "events" VALUES(128,12,2,1.79559641127693128586e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(129,12,2,1.79559641128368520737e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(130,12,2,1.79559641153094768522e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(131,12,2,1.79559641177239465714e+09,'state','starting','crashed','manager','The server ended by itself with exit code 4','{}');
INSERT INTO "events" VALUES(132,13,1,1.79559641183848547937e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(133,13,1,1.79559641192595148082e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(134,13,1,1.7955964119423332214e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(135,13,1,1.79559641211719584461e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(136,13,1,1.7955964123981745243e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(137,13,1,1.79559641328999710077e+09,'state','running','crashed','manager','The server was ended by signal 6 (SIGABRT)','{}');
INSERT INTO "events" VALUES(138,14,1,1.79559641331640243528e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(139,14,1,1795596413.34724,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(140,14,1,1.79559641334910821911e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(141,14,1,1.79559641358238935475e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(142,14,1,1.79559641370838809016e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(143,14,1,1.79559641379693698884e+09,'state','running','crashed','manager','The server was ended by signal 9 (SIGKILL)','{}');
INSERT INTO "events" VALUES(144,15,1,1.7955964138235037327e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(145,15,1,1.79559641384253144266e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(146,15,1,1.79559641384370040893e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(147,15,1,1.7955964140465931892e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(148,15,1,1.79559641436038374901e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(149,15,1,1.79559641557820820804e+09,'state','running','crashed','manager','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi','{}');
INSERT INTO "events" VALUES(150,16,1,1.79559641562718844414e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(151,16,1,1.79559641564152503009e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(152,16,1,1.79559641564333748817e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(153,16,1,1.79559641592921686173e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(154,16,1,1.79559641612021303174e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(155,16,1,1.79559642003057980544e+09,'state','running','unready','manager','Its readiness probe fails','{}');
INSERT INTO "events" VALUES(156,17,1,1.79559642011017417907e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(157,17,1,1.79559642013478565217e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(158,17,1,1.79559642014485740658e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(159,17,1,1.79559642045475721357e+09,'state','starting','failed','manager','A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)','{}');
INSERT INTO "events" VALUES(160,18,1,1.79559642050541520114e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(161,18,1,1.79559642056180644035e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(162,18,1,1.79559642056359958653e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(163,18,1,1.79559642086122655873e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(164,18,1,1.79559642112343811988e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(165,18,1,1.79559642115255928035e+09,'state','running','lost','manager','Its Pod was deleted by somebody else, and not by the manager','{}');
INSERT INTO "events" VALUES(166,19,1,1.79559642121914935118e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(167,19,1,1.7955964212509531975e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(168,19,1,1.79559642125224447253e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(169,19,1,1.79559642154663133615e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(170,19,1,1.79559642180093646055e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(171,19,2,1.79559642184751534462e+09,'state','running','requested','tim','Restart asked for: incarnation 2','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(172,19,2,1.79559642185887122158e+09,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO "events" VALUES(173,19,2,1.79559642188881564135e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(174,19,2,1.79559642189270496368e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(175,19,2,1.79559642215113210677e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(176,19,2,1.79559642241096162795e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(177,20,1,1.79559642248580551143e+09,'state','','requested','tim','Cloned from island 19','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(178,20,1,1.79559642254276156424e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(179,20,1,1.79559642254581546786e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(180,20,1,1.79559642273038148874e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(181,20,1,1.79559642288350915914e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(182,20,1,1.79559642291436696056e+09,'state','running','stopping','olga','Stop asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(183,20,1,1.79559642310250830651e+09,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO "events" VALUES(184,21,1,1.79559642316367626185e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(185,21,1,1.79559642318426704405e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(186,21,1,1.79559642318551301951e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 3 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(187,22,1,1.79559642324928545953e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(188,22,1,1.79559642327252101893e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(189,22,1,1.79559642327483034128e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(190,23,1,1.7955964233313975334e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(191,24,1,1.79559642336027216916e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(192,23,1,1.79559642337406373023e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(193,23,1,1.79559642339958739276e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(194,24,1,1.79559642348032736779e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(195,24,1,1.79559642348281884192e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(196,22,1,1.79559642355838918687e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(197,21,1,1.79559642367771720881e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(198,23,1,1.79559642372652554509e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(199,24,1,1.79559642390684318547e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(200,23,1,1.79559642397667026522e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(201,24,1,1.79559642437205600742e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(202,5,1,1.79559642576783275603e+09,'node','','','manager','Node local-3 was closed for new islands (cordoned), and not by the manager: it may soon be emptied','{"node": "local-3", "what": "cordoned"}');
INSERT INTO "events" VALUES(203,21,1,1.7955964258644840718e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 3 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(204,5,1,1.79559643077900648114e+09,'node','','','manager','Node local-3 takes new islands again','{"node": "local-3", "what": "opened"}');
INSERT INTO "events" VALUES(205,21,1,1.79559643083674383163e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(206,5,1,1.79559643578876566884e+09,'node','','','manager','Node local-3 was closed for new islands (cordoned), and not by the manager: it may soon be emptied','{"node": "local-3", "what": "cordoned"}');
INSERT INTO "events" VALUES(207,21,1,1.79559643583914279934e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) didn''t match Pod''s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO "events" VALUES(208,7,1,1.79559643607096719748e+09,'note','running','running','olga','Held: the holiday event','{"until": 1798836436.0, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(209,21,1,1.79559643609454083444e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(210,8,1,1.7955964361085271835e+09,'note','running','running','olga','Held: a mistake','{"until": 1795920436.0, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(211,8,1,1.79559643611397242541e+09,'note','running','running','olga','No longer held','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(212,25,1,1.79559643612987208365e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(213,25,1,1.79559643614907431599e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(214,25,1,1.79559643615420126911e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(215,25,1,1795596436.37878,'warning','','','lifetime','Its lifetime ends soon','{"at": 1795596437.129872, "why": "lifetime"}');
INSERT INTO "events" VALUES(216,25,1,1.79559643663583421704e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(217,25,1,1.79559643707606697085e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(218,25,1,1.79559643721288108826e+09,'state','running','stopping','lifetime','Its lifetime is over','{}');
INSERT INTO "events" VALUES(219,25,1,1.79559643736423158646e+09,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO "events" VALUES(220,26,1,1.79559643770564794544e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(221,26,1,1.79559643783194446565e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(222,26,1,1.79559643792865633962e+09,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO "events" VALUES(223,26,1,1.7955964380447852612e+09,'warning','','','lifetime','Its lifetime ends soon','{"at": 1795599677.705648, "why": "lifetime"}');
INSERT INTO "events" VALUES(224,26,1,1.79559643822481417659e+09,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO "events" VALUES(225,27,1,1.79559643828347110746e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(226,27,1,1.79559643843759179113e+09,'note','requested','requested','tim','Extended by 4 hours','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(227,26,1,1.79559643856565904615e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(228,27,1,1.79559643867627882958e+09,'note','requested','requested','tim','Note changed','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(229,27,1,1.79559643872896909709e+09,'state','requested','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(230,27,1,1.79559643876079678536e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(231,27,1,1.79559643915202665331e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(232,0,0,1.79559643923929381373e+09,'row','','','manager','','{"drain": 3, "islands": [6, 7, 8, 9, 11, 14, 16, 18, 19, 23, 27]}');
INSERT INTO "events" VALUES(233,6,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(234,7,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(235,8,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(236,9,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(237,11,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(238,14,1,1.79559643923929381373e+09,'warning','','','olga','It is stopped soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "stop"}');
INSERT INTO "events" VALUES(239,16,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(240,18,1,1.79559643923929381373e+09,'warning','','','olga','It is stopped soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "stop"}');
INSERT INTO "events" VALUES(241,19,2,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(242,23,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(243,27,1,1.79559643923929381373e+09,'warning','','','olga','It moves to another node soon: olga empties node local-1','{"at": 1795668439.0, "why": "drain", "drain": 3, "mode": "move"}');
INSERT INTO "events" VALUES(244,21,1,1.79559643936737275125e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) didn''t match Pod''s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO "events" VALUES(245,0,0,1.79559643943043255806e+09,'row','','','manager','','{"drain": 3, "islands": []}');
INSERT INTO "events" VALUES(246,6,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(247,7,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(248,8,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(249,9,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(250,11,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(251,14,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(252,16,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(253,18,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(254,19,2,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(255,23,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(256,27,1,1.79559643943043255806e+09,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO "events" VALUES(257,21,1,1.79559643962404179577e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn''t match Pod''s node affinity/selector.)','{}');
INSERT INTO "events" VALUES(258,0,0,1.79559643974577355382e+09,'row','','','manager','','{"drain": 4, "islands": [2, 3, 4, 10, 12, 13, 15, 17, 22, 24, 26]}');
INSERT INTO "events" VALUES(259,2,2,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(260,3,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(261,4,2,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(262,10,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(263,12,2,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(264,13,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(265,15,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(266,17,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(267,22,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(268,24,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(269,26,1,1.79559643974577355382e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795668439.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(270,21,1,1.79559643983944559096e+09,'state','scheduling','scheduling','manager','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) didn''t match Pod''s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO "events" VALUES(271,0,0,1.7955964398974680901e+09,'row','','','manager','','{"drain": 4, "islands": [2]}');
INSERT INTO "events" VALUES(272,2,2,1.7955964398974680901e+09,'note','','','tim','Asked for 3 more hours on its node: the raid test on 2','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(273,0,0,1.79559643993603181835e+09,'row','','','manager','','{"drain": 4, "islands": [3]}');
INSERT INTO "events" VALUES(274,3,1,1.79559643993603181835e+09,'note','','','tim','Asked for 3 more hours on its node: the raid test on 3','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(275,0,0,1.79559643997459316257e+09,'row','','','manager','','{"drain": 4, "islands": [4]}');
INSERT INTO "events" VALUES(276,4,2,1.79559643997459316257e+09,'note','','','tim','Asked for 3 more hours on its node: the raid test on 4','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(277,0,0,1.79559644002789115901e+09,'row','','','manager','','{"drain": 4, "islands": [3]}');
INSERT INTO "events" VALUES(278,3,1,1.79559644002789115901e+09,'note','','','olga','More time on its node was declined','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(279,0,0,1.79559644008704423902e+09,'row','','','manager','','{"drain": 4, "islands": [4]}');
INSERT INTO "events" VALUES(280,0,0,1.79559644008704423902e+09,'row','','','manager','','{"drain": 4, "islands": []}');
INSERT INTO "events" VALUES(281,4,2,1.79559644008704423902e+09,'warning','','','olga','It is stopped soon: olga empties node local-2','{"at": 1795679240.0, "why": "drain", "drain": 4, "mode": "stop"}');
INSERT INTO "events" VALUES(282,0,0,1.79559644035780739787e+09,'row','','','manager','','{"drain": 4, "islands": [10]}');
INSERT INTO "events" VALUES(283,10,1,1.79559644035780739787e+09,'note','','','tim','Asked for it to leave its node now','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(284,10,1,1.79559644054501295088e+09,'state','running','stopping','olga','Stopped by olga: its node local-2 is drained','{"source": "drain 4"}');
INSERT INTO "events" VALUES(285,0,0,1.79559644054501295088e+09,'row','','','manager','','{"drain": 4, "islands": [10]}');
INSERT INTO "events" VALUES(286,6,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(287,7,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(288,8,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(289,9,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(290,11,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(291,14,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(292,16,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(293,18,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(294,19,2,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(295,23,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(296,27,1,1.79559644081800889965e+09,'node','','','manager','Node local-1 takes new islands again','{"node": "local-1", "what": "opened"}');
INSERT INTO "events" VALUES(297,10,1,1.79559644085172796248e+09,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO "events" VALUES(298,28,1,1.79559644090483880047e+09,'state','','requested','tess','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(299,28,1,1.79559644093523168564e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(300,28,1,1.79559644093890285491e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(301,0,0,1.79559644097869110105e+09,'row','','','manager','','{"drain": 4, "islands": [10]}');
INSERT INTO "events" VALUES(302,28,1,1.79559644114615726473e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(303,28,1,1.79559644129211544993e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(304,28,1,1.79559644135603380206e+09,'note','running','running','tess','Note changed','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(305,29,1,1.79559644139773321152e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(306,29,1,1.79559644144799375529e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(307,29,1,1.79559644145681238181e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(308,29,1,1.79559644172519588473e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(309,29,1,1.79559644181326794627e+09,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(310,30,1,1.79559644183346986769e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(311,30,1,1.7955964418594434262e+09,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO "events" VALUES(312,30,1,1.79559644186611509319e+09,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO "events" VALUES(313,30,1,1.79559644207904434208e+09,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO "events" VALUES(314,30,1,1795596442.20477,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO "events" VALUES(315,31,1,1.79559644227582907672e+09,'state','','requested','tim','Start asked for','{"source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(316,30,1,1.79559644228948140148e+09,'clock','','','tim','Clock set: +1h','{"clock": {"mode": "shift", "offset": 3600, "rate": 1, "asked": "+1h"}, "before": {"mode": "real", "offset": 0, "rate": 1}, "source": "token islandctl, 127.0.0.1"}');
INSERT INTO "events" VALUES(317,29,1,1.79559644429731130599e+09,'state','running','stopping','tim','Stop asked for','{"source": "token islandctl, 127.0.0.1"}');
CREATE TABLE "idempotency" (
	person VARCHAR(64) NOT NULL, 
	"key" VARCHAR(128) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	island_id INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (person, "key")
);
INSERT INTO "idempotency" VALUES('c0d19e4483571ff07cb01a4d3f5484102d7f333c4cafa64a2821f55031ea6041','n-1','7fb60dfb10905ac538913703bbb76eb802fda0679d15910e2abdb134eb60c4ed',23,1.7955964233313975334e+09);
INSERT INTO "idempotency" VALUES('7134aac53eddcc48c4c906674adf1a86633c0d5e14be5f686d3da69f316c1fa3','n-1','7fb60dfb10905ac538913703bbb76eb802fda0679d15910e2abdb134eb60c4ed',24,1.79559642336027216916e+09);
CREATE TABLE islands (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(120) NOT NULL, 
	blueprint VARCHAR(63) NOT NULL, 
	branch VARCHAR(63) NOT NULL, 
	owner VARCHAR(64) NOT NULL, 
	note VARCHAR(500) DEFAULT '' NOT NULL, 
	wanted VARCHAR(8) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	reason TEXT NOT NULL, 
	incarnation INTEGER DEFAULT '1' NOT NULL, 
	pool VARCHAR(63) NOT NULL, 
	ports JSON NOT NULL, 
	clock JSON NOT NULL, 
	args JSON NOT NULL, 
	node VARCHAR(253) DEFAULT '' NOT NULL, 
	host VARCHAR(253) DEFAULT '' NOT NULL, 
	pod VARCHAR(63) DEFAULT '' NOT NULL, 
	created_at DOUBLE NOT NULL, 
	changed_at DOUBLE NOT NULL, 
	started_at DOUBLE, 
	ready_at DOUBLE, 
	registered_at DOUBLE, 
	stopped_at DOUBLE, 
	expires_at DOUBLE, 
	last_used_at DOUBLE, 
	connections INTEGER DEFAULT '0' NOT NULL, 
	exit JSON, 
	fingerprint VARCHAR(128) DEFAULT '' NOT NULL, 
	clock_applied BOOLEAN, 
	clock_problem VARCHAR(500) DEFAULT '' NOT NULL, 
	clock_group VARCHAR(63) DEFAULT '' NOT NULL, 
	let_go INTEGER DEFAULT '0' NOT NULL, 
	memory BIGINT DEFAULT '0' NOT NULL, 
	kept_at DOUBLE, 
	hold JSON, 
	warning JSON, 
	leaving JSON, 
	version INTEGER DEFAULT '1' NOT NULL
);
INSERT INTO "islands" VALUES(1,'sample-tim-dev-1','sample','dev','tim','','stop','stopped','Slimmed 0.000277778 hours after it ended: what it left is kept, its Pod and ports went back',1,'default','[{"name": "time", "number": 27100, "protocol": "TCP"}, {"name": "echo", "number": 27101, "protocol": "TCP"}, {"name": "count", "number": 27102, "protocol": "TCP"}]','{"mode": "shift", "offset": -86400, "rate": 1, "asked": "-1d"}','{"exit_after": 1, "exit_code": 3}','local-1','127.0.2.2','sample-tim-dev-1',1.7955963814674575329e+09,1.79559638427555608749e+09,1.7955963814674575329e+09,1.79559638218701410295e+09,1795596381.93941,1.79559638427555608749e+09,NULL,NULL,0,'{"code": 3, "reason": "The server ended by itself with exit code 3", "at": 1795596383.104116}','cksum-2713328780',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(2,'sample-tim-dev-2','sample','dev','tim','raid 0','run','running','',2,'default','[{"name": "time", "number": 27103, "protocol": "TCP"}, {"name": "echo", "number": 27104, "protocol": "TCP"}, {"name": "count", "number": 27105, "protocol": "TCP"}]','{"mode": "shift", "offset": 86400, "rate": 1, "asked": "+1d"}','{}','local-2','127.0.2.3','sample-tim-dev-2-r2',1.79559638442278122899e+09,1.79559638833070325846e+09,1.79559638726990365978e+09,1.7955963883306305408e+09,1.79559638794279336927e+09,NULL,NULL,NULL,0,NULL,'cksum-2713328780',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": 1795679239.0}',14);
INSERT INTO "islands" VALUES(3,'sample-tim-dev-3','sample','dev','tim','raid 1','run','running','',1,'default','[{"name": "time", "number": 27106, "protocol": "TCP"}, {"name": "echo", "number": 27107, "protocol": "TCP"}, {"name": "count", "number": 27108, "protocol": "TCP"}]','{"mode": "shift", "offset": 86400, "rate": 1, "asked": "+1d"}','{}','local-2','127.0.2.3','sample-tim-dev-3',1.79559638504824113842e+09,1.79559638552292752267e+09,1.79559638504824113842e+09,1.79559638552287459366e+09,1.79559638530423474308e+09,NULL,NULL,NULL,0,NULL,'cksum-2713328780',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',9);
INSERT INTO "islands" VALUES(4,'sample-tim-dev-4','sample','dev','tim','raid 2','run','running','',2,'default','[{"name": "time", "number": 27109, "protocol": "TCP"}, {"name": "echo", "number": 27110, "protocol": "TCP"}, {"name": "count", "number": 27111, "protocol": "TCP"}]','{"mode": "shift", "offset": 86400, "rate": 1, "asked": "+1d"}','{}','local-2','127.0.2.3','sample-tim-dev-4-r2',1.79559638559856939317e+09,1.79559638824703502648e+09,1.79559638731838464736e+09,1.79559638824691438678e+09,1.79559638797843027111e+09,NULL,NULL,NULL,0,NULL,'cksum-2713328780',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795679240.0, "asked": null}',15);
INSERT INTO "islands" VALUES(5,'sample-pat-weekly-5','sample','weekly','pat','','run','running','',1,'weekly','[{"name": "time", "number": 27220, "protocol": "TCP"}, {"name": "echo", "number": 27221, "protocol": "TCP"}, {"name": "count", "number": 27222, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-3','127.0.2.4','sample-pat-weekly-5',1.7955963862303745747e+09,1.79559638693152642252e+09,1.7955963862303745747e+09,1.79559638693146347994e+09,1.79559638653163242344e+09,NULL,NULL,NULL,0,NULL,'cksum-2713328780',1,'','',0,65011712,NULL,NULL,NULL,NULL,6);
INSERT INTO "islands" VALUES(6,'sample-tess-dev-6','sample','dev','tess','','run','running','',1,'default','[{"name": "time", "number": 27112, "protocol": "TCP"}, {"name": "echo", "number": 27113, "protocol": "TCP"}, {"name": "count", "number": 27114, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tess-dev-6',1.79559638923277282715e+09,1.79559639023700976369e+09,1.79559638923277282715e+09,1.79559639023695588114e+09,1.79559638977819514271e+09,NULL,NULL,NULL,0,NULL,'cksum-2713328780',1,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO "islands" VALUES(7,'sample-tim-dev-7','sample','dev','tim','say "hi" & it''s {{ bye }};
第二行 🏝 \ %s','run','running','',1,'default','[{"name": "time", "number": 27115, "protocol": "TCP"}, {"name": "echo", "number": 27116, "protocol": "TCP"}, {"name": "count", "number": 27117, "protocol": "TCP"}]','{"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}','{}','local-1','127.0.2.2','sample-tim-dev-7',1.79559640090942788121e+09,1.79559640173211240762e+09,1.79559640090942788121e+09,1.79559640173204350475e+09,1.79559640128666734692e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','raid',0,65011712,1.79559643607096719748e+09,'{"until": 1798836436.0, "reason": "the holiday event", "who": "olga"}',NULL,NULL,16);
INSERT INTO "islands" VALUES(8,'sample-tim-dev-8','sample','dev','tim','say "hi" & it''s {{ bye }};
第二行 🏝 \ %s','run','running','',1,'default','[{"name": "time", "number": 27118, "protocol": "TCP"}, {"name": "echo", "number": 27119, "protocol": "TCP"}, {"name": "count", "number": 27120, "protocol": "TCP"}]','{"mode": "shift", "offset": 432000, "rate": 1, "asked": "+2d"}','{}','local-1','127.0.2.2','sample-tim-dev-8',1.79559640097841954238e+09,1.79559640187868213654e+09,1.79559640097841954238e+09,1.79559640187865090371e+09,1.79559640148764657974e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','raid',0,65011712,1.7955964361085271835e+09,NULL,NULL,NULL,17);
INSERT INTO "islands" VALUES(9,'sample-tim-dev-9','sample','dev','tim','say "hi" & it''s {{ bye }};
第二行 🏝 \ %s','run','running','',1,'default','[{"name": "time", "number": 27121, "protocol": "TCP"}, {"name": "echo", "number": 27122, "protocol": "TCP"}, {"name": "count", "number": 27123, "protocol": "TCP"}]','{"mode": "freeze", "offset": 0, "frozen_at": 1830470370, "rate": 1, "asked": "+2d"}','{}','local-1','127.0.2.2','sample-tim-dev-9',1.79559640101977205277e+09,1.79559640203368401528e+09,1.79559640101977205277e+09,1.79559640203361535071e+09,1.79559640147711753847e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,25);
INSERT INTO "islands" VALUES(10,'sample-tim-dev-10','sample','dev','tim','say "hi" & it''s {{ bye }};
第二行 🏝 \ %s','stop','stopped','Stopped by olga: its node local-2 is drained',1,'default','[{"name": "time", "number": 27124, "protocol": "TCP"}, {"name": "echo", "number": 27125, "protocol": "TCP"}, {"name": "count", "number": 27126, "protocol": "TCP"}]','{"mode": "at", "offset": 43960, "rate": 1, "asked": "30s before daily-reset"}','{}','local-2','127.0.2.3','sample-tim-dev-10',1.79559640109227180481e+09,1.79559644085172796248e+09,1.79559640109227180481e+09,1.7955964018772850037e+09,1.79559640158986496922e+09,1.79559644085172796248e+09,NULL,NULL,0,NULL,'cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,14);
INSERT INTO "islands" VALUES(11,'static-tim-dev-11','static','dev','tim','','run','running','',1,'default','[{"name": "none", "number": 27127, "protocol": "TCP"}]','{"mode": "shift", "offset": 86400, "rate": 1, "asked": "+1d"}','{}','local-1','127.0.2.2','static-tim-dev-11',1.7955964072084753513e+09,1.79559640763577103611e+09,1.7955964072084753513e+09,1.79559640763572025295e+09,1.79559640745968842508e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',0,'these run on real time, without the library: static(23)','',0,98566144,NULL,NULL,NULL,NULL,8);
INSERT INTO "islands" VALUES(12,'sample-tim-dev-12','sample','dev','tim','','run','crashed','The server ended by itself with exit code 4',2,'default','[{"name": "time", "number": 27130, "protocol": "TCP"}, {"name": "echo", "number": 27131, "protocol": "TCP"}, {"name": "count", "number": 27132, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{"exit_after": 0, "exit_code": 4}','local-2','127.0.2.3','sample-tim-dev-12-r2',1.79559641057000064856e+09,1.79559641177239465714e+09,1.79559641118953657156e+09,NULL,1.79559641153094768522e+09,NULL,NULL,NULL,0,'{"code": 4, "reason": "The server ended by itself with exit code 4", "at": 1795596411.770817}','cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',13);
INSERT INTO "islands" VALUES(13,'sample-tess-dev-13','sample','dev','tess','','run','crashed','The server was ended by signal 6 (SIGABRT)',1,'default','[{"name": "time", "number": 27133, "protocol": "TCP"}, {"name": "echo", "number": 27134, "protocol": "TCP"}, {"name": "count", "number": 27135, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{"exit_after": 1, "crash": "hs_err"}','local-2','127.0.2.3','sample-tess-dev-13',1.79559641183848547937e+09,1.79559641328999710077e+09,1.79559641183848547937e+09,1.79559641239811515803e+09,1.79559641211719584461e+09,NULL,NULL,NULL,0,'{"code": 134, "reason": "The server was ended by signal 6 (SIGABRT)", "at": 1795596413.287774}','cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',8);
INSERT INTO "islands" VALUES(14,'sample-tess-dev-14','sample','dev','tess','','run','crashed','The server was ended by signal 9 (SIGKILL)',1,'default','[{"name": "time", "number": 27136, "protocol": "TCP"}, {"name": "echo", "number": 27137, "protocol": "TCP"}, {"name": "count", "number": 27138, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tess-dev-14',1.79559641331640243528e+09,1.79559641379693698884e+09,1.79559641331640243528e+09,1.79559641370833587641e+09,1.79559641358238935475e+09,NULL,NULL,NULL,0,'{"code": 137, "reason": "The server was ended by signal 9 (SIGKILL)", "at": 1795596413.794809}','cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(15,'sample-tess-dev-15','sample','dev','tess','','run','crashed','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi',1,'default','[{"name": "time", "number": 27139, "protocol": "TCP"}, {"name": "echo", "number": 27140, "protocol": "TCP"}, {"name": "count", "number": 27141, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{"leak_mb_per_s": 400}','local-2','127.0.2.3','sample-tess-dev-15',1.7955964138235037327e+09,1.79559641557820820804e+09,1.7955964138235037327e+09,1.7955964143603291511e+09,1.7955964140465931892e+09,NULL,NULL,NULL,0,'{"code": 137, "reason": "The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi", "at": 1795596415.57655}','cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',8);
INSERT INTO "islands" VALUES(16,'sample-tess-dev-16','sample','dev','tess','','run','unready','Its readiness probe fails',1,'default','[{"name": "time", "number": 27142, "protocol": "TCP"}, {"name": "echo", "number": 27143, "protocol": "TCP"}, {"name": "count", "number": 27144, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{"stop_listening_after": 2}','local-1','127.0.2.2','sample-tess-dev-16',1.79559641562718844414e+09,1.79559642003057980544e+09,1.79559641562718844414e+09,1.79559641612015295029e+09,1.79559641592921686173e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(17,'sample-tess-dev-17','sample','dev','tess','','run','failed','A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)',1,'default','[{"name": "time", "number": 27145, "protocol": "TCP"}, {"name": "echo", "number": 27146, "protocol": "TCP"}, {"name": "count", "number": 27147, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-2','127.0.2.3','sample-tess-dev-17',1.79559642011017417907e+09,1.79559642045475721357e+09,1.79559642011017417907e+09,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',6);
INSERT INTO "islands" VALUES(18,'sample-tess-dev-18','sample','dev','tess','','run','lost','Its Pod was deleted by somebody else, and not by the manager',1,'default','[{"name": "time", "number": 27148, "protocol": "TCP"}, {"name": "echo", "number": 27149, "protocol": "TCP"}, {"name": "count", "number": 27150, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tess-dev-18',1.79559642050541520114e+09,1.79559642115255928035e+09,1.79559642050541520114e+09,1.79559642112338280674e+09,1.79559642086122655873e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(19,'sample-tim-dev-19','sample','dev','tim','','run','running','',2,'default','[{"name": "time", "number": 27151, "protocol": "TCP"}, {"name": "echo", "number": 27152, "protocol": "TCP"}, {"name": "count", "number": 27153, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tim-dev-19-r2',1.79559642121914935118e+09,1.79559642241096162795e+09,1.79559642184751534462e+09,1.79559642241091609003e+09,1.79559642215113210677e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,14);
INSERT INTO "islands" VALUES(20,'sample-tim-dev-20','sample','dev','tim','','stop','stopped','Stopped by olga',1,'default','[{"name": "time", "number": 27154, "protocol": "TCP"}, {"name": "echo", "number": 27155, "protocol": "TCP"}, {"name": "count", "number": 27156, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-2','127.0.2.3','sample-tim-dev-20',1.79559642248580551143e+09,1.79559642310250830651e+09,1.79559642248580551143e+09,1.79559642288344931604e+09,1.79559642273038148874e+09,1.79559642310250830651e+09,NULL,NULL,0,NULL,'cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO "islands" VALUES(21,'sample-tim-nowhere-21','sample','nowhere','tim','','run','scheduling','No node that is free to use has this branch''s label (0/3 nodes are available: 1 node(s) didn''t match Pod''s node affinity/selector, 2 node(s) were unschedulable.)',1,'default','[{"name": "time", "number": 27157, "protocol": "TCP"}, {"name": "echo", "number": 27158, "protocol": "TCP"}, {"name": "count", "number": 27159, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','','','sample-tim-nowhere-21',1.79559642316367626185e+09,1.79559642318426704405e+09,1.79559642316367626185e+09,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,12);
INSERT INTO "islands" VALUES(22,'sample-tim-dev-22','sample','dev','tim','','run','starting','',1,'default','[{"name": "time", "number": 27160, "protocol": "TCP"}, {"name": "echo", "number": 27161, "protocol": "TCP"}, {"name": "count", "number": 27162, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{"slow_start": 3600}','local-2','127.0.2.3','sample-tim-dev-22',1.79559642324928545953e+09,1.79559642327483034128e+09,1.79559642324928545953e+09,NULL,1.79559642355838918687e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',6);
INSERT INTO "islands" VALUES(23,'sample-tim-dev-23','sample','dev','tim','','run','running','',1,'default','[{"name": "time", "number": 27163, "protocol": "TCP"}, {"name": "echo", "number": 27164, "protocol": "TCP"}, {"name": "count", "number": 27165, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tim-dev-23',1.7955964233313975334e+09,1.79559642397667026522e+09,1.7955964233313975334e+09,1795596423.97662,1.79559642372652554509e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO "islands" VALUES(24,'sample-tess-dev-24','sample','dev','tess','','run','running','',1,'default','[{"name": "time", "number": 27166, "protocol": "TCP"}, {"name": "echo", "number": 27167, "protocol": "TCP"}, {"name": "count", "number": 27168, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-2','127.0.2.3','sample-tess-dev-24',1.79559642336027216916e+09,1.79559642437205600742e+09,1.79559642336027216916e+09,1.79559642437199783321e+09,1.79559642390684318547e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,'{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',7);
INSERT INTO "islands" VALUES(25,'sample-tim-dev-25','sample','dev','tim','','stop','stopped','Its lifetime is over',1,'default','[{"name": "time", "number": 27169, "protocol": "TCP"}, {"name": "echo", "number": 27170, "protocol": "TCP"}, {"name": "count", "number": 27171, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-2','127.0.2.3','sample-tim-dev-25',1.79559643612987208365e+09,1.79559643736423158646e+09,1.79559643612987208365e+09,1.79559643707600641252e+09,1.79559643663583421704e+09,1.79559643736423158646e+09,1.79559643712987208365e+09,NULL,0,NULL,'cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(26,'sample-tim-dev-26','sample','dev','tim','','run','running','',1,'default','[{"name": "time", "number": 27172, "protocol": "TCP"}, {"name": "echo", "number": 27173, "protocol": "TCP"}, {"name": "count", "number": 27174, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-2','127.0.2.3','sample-tim-dev-26',1.79559643770564794544e+09,1.79559643856565904615e+09,1.79559643770564794544e+09,1.79559643856560420993e+09,1.79559643822481417659e+09,NULL,1.79559967770564794537e+09,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,'{"at": 1795599677.705648, "why": "lifetime"}','{"drain": 4, "node": "local-2", "mode": "stop", "at": 1795668439.0, "asked": null}',8);
INSERT INTO "islands" VALUES(27,'sample-tim-dev-27','sample','dev','tim','for the reset test','run','running','',1,'default','[{"name": "time", "number": 27175, "protocol": "TCP"}, {"name": "echo", "number": 27176, "protocol": "TCP"}, {"name": "count", "number": 27177, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tim-dev-27',1.79559643828347110746e+09,1.79559643915202665331e+09,1.79559643828347110746e+09,1.79559643915197420125e+09,1.79559643876079678536e+09,NULL,1.79561803828347110742e+09,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,1.79559643843759179113e+09,NULL,NULL,NULL,9);
INSERT INTO "islands" VALUES(28,'sample-tess-dev-28','sample','dev','tess','nobody hears of this yet','run','running','',1,'default','[{"name": "time", "number": 27178, "protocol": "TCP"}, {"name": "echo", "number": 27179, "protocol": "TCP"}, {"name": "count", "number": 27180, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tess-dev-28',1.79559644090483880047e+09,1.79559644129211544993e+09,1.79559644090483880047e+09,1.79559644129205942149e+09,1.79559644114615726473e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO "islands" VALUES(29,'sample-tim-dev-29','sample','dev','tim','','stop','stopping','Stopped by tim',1,'default','[{"name": "time", "number": 27181, "protocol": "TCP"}, {"name": "echo", "number": 27182, "protocol": "TCP"}, {"name": "count", "number": 27183, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','local-1','127.0.2.2','sample-tim-dev-29',1.79559644139773321152e+09,1.79559644429731130599e+09,1.79559644139773321152e+09,1.79559644181321573252e+09,1.79559644172519588473e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',1,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO "islands" VALUES(30,'sample-tim-dev-30','sample','dev','tim','','run','running','',1,'default','[{"name": "time", "number": 27184, "protocol": "TCP"}, {"name": "echo", "number": 27185, "protocol": "TCP"}, {"name": "count", "number": 27186, "protocol": "TCP"}]','{"mode": "shift", "offset": 3600, "rate": 1, "asked": "+1h"}','{}','local-1','127.0.2.2','sample-tim-dev-30',1.79559644183346986769e+09,1795596442.20477,1.79559644183346986769e+09,1.79559644220471978188e+09,1.79559644207904434208e+09,NULL,NULL,NULL,0,NULL,'cksum-2872245935',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO "islands" VALUES(31,'sample-tim-dev-31','sample','dev','tim','asked for in the last second','run','requested','',1,'default','[{"name": "time", "number": 27187, "protocol": "TCP"}, {"name": "echo", "number": 27188, "protocol": "TCP"}, {"name": "count", "number": 27189, "protocol": "TCP"}]','{"mode": "real", "offset": 0, "rate": 1}','{}','','','sample-tim-dev-31',1.79559644227582907672e+09,1.79559644227582907672e+09,1.79559644227582907672e+09,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,2);
CREATE TABLE leases (
	name VARCHAR(63) NOT NULL, 
	holder VARCHAR(128) NOT NULL, 
	expires_at DOUBLE NOT NULL, 
	epoch INTEGER NOT NULL, ttl DOUBLE DEFAULT '120' NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY (name)
);
INSERT INTO "leases" VALUES('reconciler','manager-1-6813-d9100797',1.79559644589800572389e+09,2,2.0);
INSERT INTO "leases" VALUES('write-check','write-check',1.79559640048098111153e+09,1,0.0);
CREATE TABLE nodes (
	name VARCHAR(253) NOT NULL, 
	boot_id VARCHAR(64) NOT NULL, 
	closed BOOLEAN NOT NULL, 
	closed_by VARCHAR(64) NOT NULL, 
	here BOOLEAN NOT NULL, 
	CONSTRAINT pk_nodes PRIMARY KEY (name)
);
INSERT INTO "nodes" VALUES('local-1','92803671-4ec8-42f7-b367-c8def587b631',0,'',1);
INSERT INTO "nodes" VALUES('local-2','92803671-4ec8-42f7-b367-c8def587b631',1,'olga',1);
INSERT INTO "nodes" VALUES('local-3','92803671-4ec8-42f7-b367-c8def587b631',1,'',1);
CREATE TABLE places (
	name VARCHAR(63) NOT NULL, 
	cursor TEXT NOT NULL, 
	CONSTRAINT pk_places PRIMARY KEY (name)
);
INSERT INTO "places" VALUES('outbox','316');
CREATE TABLE port_pools (
	name VARCHAR(63) NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	selector VARCHAR(255) NOT NULL, 
	excluded JSON NOT NULL, 
	retired BOOLEAN NOT NULL, 
	CONSTRAINT pk_port_pools PRIMARY KEY (name)
);
INSERT INTO "port_pools" VALUES('default',27100,27219,'','[[27217, 27219]]',0);
INSERT INTO "port_pools" VALUES('weekly',27220,27228,'branch=weekly','[]',1);
CREATE TABLE ports (
	pool VARCHAR(63) NOT NULL, 
	port INTEGER NOT NULL, 
	island_id INTEGER, 
	free_run INTEGER, 
	free_since DOUBLE, 
	rests_until DOUBLE, 
	excluded VARCHAR(255), 
	CONSTRAINT pk_ports PRIMARY KEY (pool, port), 
	CONSTRAINT fk_ports_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "ports" VALUES('default',27100,NULL,3,1.79559638427555608749e+09,1.79559638427555608749e+09,NULL);
INSERT INTO "ports" VALUES('default',27101,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27102,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27103,2,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27104,2,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27105,2,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27106,3,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27107,3,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27108,3,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27109,4,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27110,4,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27111,4,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27112,6,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27113,6,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27114,6,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27115,7,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27116,7,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27117,7,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27118,8,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27119,8,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27120,8,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27121,9,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27122,9,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27123,9,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27124,NULL,3,1.79559644085172796248e+09,1.79568284085172796254e+09,NULL);
INSERT INTO "ports" VALUES('default',27125,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27126,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27127,11,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27128,NULL,1,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27129,NULL,1,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27130,12,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27131,12,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27132,12,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27133,13,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27134,13,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27135,13,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27136,14,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27137,14,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27138,14,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27139,15,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27140,15,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27141,15,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27142,16,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27143,16,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27144,16,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27145,17,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27146,17,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27147,17,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27148,18,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27149,18,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27150,18,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27151,19,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27152,19,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27153,19,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27154,NULL,3,1.79559642310250830651e+09,1.79568282310250830653e+09,NULL);
INSERT INTO "ports" VALUES('default',27155,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27156,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27157,21,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27158,21,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27159,21,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27160,22,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27161,22,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27162,22,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27163,23,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27164,23,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27165,23,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27166,24,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27167,24,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27168,24,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27169,NULL,3,1.79559643736423158646e+09,1.79568283736423158639e+09,NULL);
INSERT INTO "ports" VALUES('default',27170,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27171,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27172,26,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27173,26,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27174,26,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27175,27,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27176,27,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27177,27,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27178,28,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27179,28,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27180,28,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27181,29,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27182,29,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27183,29,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27184,30,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27185,30,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27186,30,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27187,31,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27188,31,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27189,31,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27190,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27191,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27192,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27193,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27194,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27195,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27196,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27197,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27198,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27199,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27200,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27201,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27202,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27203,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27204,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27205,NULL,3,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27206,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27207,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27208,NULL,2,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27209,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27210,NULL,NULL,NULL,NULL,'the router''s, says the network team');
INSERT INTO "ports" VALUES('default',27211,NULL,NULL,NULL,NULL,'the router''s, says the network team');
INSERT INTO "ports" VALUES('default',27212,NULL,2,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27213,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('default',27214,NULL,1,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27215,NULL,1,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('default',27216,NULL,1,0.0,0.0,NULL);
INSERT INTO "ports" VALUES('weekly',27220,5,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('weekly',27221,5,NULL,NULL,NULL,NULL);
INSERT INTO "ports" VALUES('weekly',27222,5,NULL,NULL,NULL,NULL);
CREATE TABLE quota_turns (
	kind VARCHAR(8) NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_quota_turns PRIMARY KEY (kind, name)
);
INSERT INTO "quota_turns" VALUES('person','tim');
INSERT INTO "quota_turns" VALUES('branch','weekly');
INSERT INTO "quota_turns" VALUES('person','pat');
INSERT INTO "quota_turns" VALUES('team','red');
INSERT INTO "quota_turns" VALUES('person','tess');
CREATE TABLE quotas (
	kind VARCHAR(8) NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	islands INTEGER, 
	memory BIGINT, 
	who VARCHAR(64) NOT NULL, 
	changed_at DOUBLE NOT NULL, 
	CONSTRAINT pk_quotas PRIMARY KEY (kind, name)
);
INSERT INTO "quotas" VALUES('person','*',40,NULL,'olga',1.79559637824303650857e+09);
INSERT INTO "quotas" VALUES('person','tim',30,17179869184,'olga',1.79559637826915907861e+09);
INSERT INTO "quotas" VALUES('team','red',NULL,34359738368,'olga',1.79559637828631162644e+09);
INSERT INTO "quotas" VALUES('branch','weekly',3,NULL,'olga',1.79559637829273653032e+09);
CREATE TABLE rates (
	name VARCHAR(64) NOT NULL, 
	since DOUBLE NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_rates PRIMARY KEY (name)
);
INSERT INTO "rates" VALUES('3320310d639d3265196d176caf417717d0feeb949956dcb5c963087d3bffe55b',1.79559637455023646352e+09,3);
INSERT INTO "rates" VALUES('59e092a894769ded6347fc20d14f18013aa25f16a26c7d42f457f8ae122b7693',1.79559637455958485607e+09,0);
INSERT INTO "rates" VALUES('af10a4ca488edf258c0112ccd1c4a4e9579016659f725f0ce66d5616c3bcb0cc',1.79559637550247931485e+09,0);
INSERT INTO "rates" VALUES('688908be38ce3e6a2ce433e9eca8123d07af3a8881f10a516c5098bdef3ffccf',1.79559637595172691352e+09,3);
INSERT INTO "rates" VALUES('bffb27b0c7e472a57292ad8cea3dbab4fbcfd94ad0104c7c521b8748ab29c522',1.79559637633441710469e+09,0);
INSERT INTO "rates" VALUES('f885fc3b209f35a882da26d9e17d98c992ddddc0fb1f1d38272e58d0db26bded',1.79559637679206895825e+09,0);
INSERT INTO "rates" VALUES('018ce668784cb29fbaea0c7b7896f94512fe8bd4d904441fb8e2500ffa8cc09e',1.7955963772025544643e+09,0);
INSERT INTO "rates" VALUES('e28c9c4819bf1ec58b3cb0cb4736bae2c952edb46b33e2fd14c8f88084d25d84',1.79559637754620695111e+09,0);
INSERT INTO "rates" VALUES('11e0fc8c4882baeb0d6f0ad2b0c25b49970373b4461068e79032c177a9ce69a1',1.79559637788362026211e+09,3);
INSERT INTO "rates" VALUES('699a77310764c07e211424b7608186ca33bf950f27f0c9d8265361d0e979e357',1.79559644183175373078e+09,2);
INSERT INTO "rates" VALUES('c3998fb8682b85dd901a2f5e9d7d31c889b28020b4298b8297049340115b09b7',1.79559638622838830951e+09,1);
INSERT INTO "rates" VALUES('f698a3ddd1157f1a4975152228b9d4780fe31042259664e94cbc350121726849',1.79559638922976684571e+09,10);
CREATE TABLE registry (
	island_id INTEGER NOT NULL, 
	incarnation INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	owner VARCHAR(64) NOT NULL, 
	branch VARCHAR(63) NOT NULL, 
	node VARCHAR(253) NOT NULL, 
	host VARCHAR(253) NOT NULL, 
	pod VARCHAR(63) NOT NULL, 
	ports JSON NOT NULL, 
	fingerprint VARCHAR(128) DEFAULT '' NOT NULL, 
	started_at DOUBLE NOT NULL, 
	registered_at DOUBLE NOT NULL, 
	CONSTRAINT pk_registry PRIMARY KEY (island_id), 
	CONSTRAINT fk_registry_island_id FOREIGN KEY(island_id) REFERENCES islands (id)
);
INSERT INTO "registry" VALUES(2,2,'sample-tim-dev-2','tim','dev','local-2','127.0.2.3','sample-tim-dev-2-r2','{"time": 27103, "echo": 27104, "count": 27105}','cksum-2713328780',1.79559638726990365978e+09,1.79559638794279336927e+09);
INSERT INTO "registry" VALUES(3,1,'sample-tim-dev-3','tim','dev','local-2','127.0.2.3','sample-tim-dev-3','{"time": 27106, "echo": 27107, "count": 27108}','cksum-2713328780',1.79559638504824113842e+09,1.79559638530423474308e+09);
INSERT INTO "registry" VALUES(4,2,'sample-tim-dev-4','tim','dev','local-2','127.0.2.3','sample-tim-dev-4-r2','{"time": 27109, "echo": 27110, "count": 27111}','cksum-2713328780',1.79559638731838464736e+09,1.79559638797843027111e+09);
INSERT INTO "registry" VALUES(5,1,'sample-pat-weekly-5','pat','weekly','local-3','127.0.2.4','sample-pat-weekly-5','{"time": 27220, "echo": 27221, "count": 27222}','cksum-2713328780',1.7955963862303745747e+09,1.79559638653163242344e+09);
INSERT INTO "registry" VALUES(6,1,'sample-tess-dev-6','tess','dev','local-1','127.0.2.2','sample-tess-dev-6','{"time": 27112, "echo": 27113, "count": 27114}','cksum-2713328780',1.79559638923277282715e+09,1.79559638977819514271e+09);
INSERT INTO "registry" VALUES(7,1,'sample-tim-dev-7','tim','dev','local-1','127.0.2.2','sample-tim-dev-7','{"time": 27115, "echo": 27116, "count": 27117}','cksum-2872245935',1795596401.0,1.79559640128666734692e+09);
INSERT INTO "registry" VALUES(8,1,'sample-tim-dev-8','tim','dev','local-1','127.0.2.2','sample-tim-dev-8','{"time": 27118, "echo": 27119, "count": 27120}','cksum-2872245935',1795596401.0,1.79559640148764657974e+09);
INSERT INTO "registry" VALUES(9,1,'sample-tim-dev-9','tim','dev','local-1','127.0.2.2','sample-tim-dev-9','{"time": 27121, "echo": 27122, "count": 27123}','cksum-2872245935',1.79559640101977205277e+09,1.79559640147711753847e+09);
INSERT INTO "registry" VALUES(11,1,'static-tim-dev-11','tim','dev','local-1','127.0.2.2','static-tim-dev-11','{"none": 27127}','cksum-2872245935',1.7955964072084753513e+09,1.79559640745968842508e+09);
INSERT INTO "registry" VALUES(16,1,'sample-tess-dev-16','tess','dev','local-1','127.0.2.2','sample-tess-dev-16','{"time": 27142, "echo": 27143, "count": 27144}','cksum-2872245935',1.79559641562718844414e+09,1.79559641592921686173e+09);
INSERT INTO "registry" VALUES(19,2,'sample-tim-dev-19','tim','dev','local-1','127.0.2.2','sample-tim-dev-19-r2','{"time": 27151, "echo": 27152, "count": 27153}','cksum-2872245935',1795596422.0,1.79559642215113210677e+09);
INSERT INTO "registry" VALUES(22,1,'sample-tim-dev-22','tim','dev','local-2','127.0.2.3','sample-tim-dev-22','{"time": 27160, "echo": 27161, "count": 27162}','cksum-2872245935',1.79559642324928545953e+09,1.79559642355838918687e+09);
INSERT INTO "registry" VALUES(23,1,'sample-tim-dev-23','tim','dev','local-1','127.0.2.2','sample-tim-dev-23','{"time": 27163, "echo": 27164, "count": 27165}','cksum-2872245935',1.7955964233313975334e+09,1.79559642372652554509e+09);
INSERT INTO "registry" VALUES(24,1,'sample-tess-dev-24','tess','dev','local-2','127.0.2.3','sample-tess-dev-24','{"time": 27166, "echo": 27167, "count": 27168}','cksum-2872245935',1.79559642336027216916e+09,1.79559642390684318547e+09);
INSERT INTO "registry" VALUES(26,1,'sample-tim-dev-26','tim','dev','local-2','127.0.2.3','sample-tim-dev-26','{"time": 27172, "echo": 27173, "count": 27174}','cksum-2872245935',1795596438.0,1.79559643822481417659e+09);
INSERT INTO "registry" VALUES(27,1,'sample-tim-dev-27','tim','dev','local-1','127.0.2.2','sample-tim-dev-27','{"time": 27175, "echo": 27176, "count": 27177}','cksum-2872245935',1.79559643828347110746e+09,1.79559643876079678536e+09);
INSERT INTO "registry" VALUES(28,1,'sample-tess-dev-28','tess','dev','local-1','127.0.2.2','sample-tess-dev-28','{"time": 27178, "echo": 27179, "count": 27180}','cksum-2872245935',1795596441.0,1.79559644114615726473e+09);
INSERT INTO "registry" VALUES(29,1,'sample-tim-dev-29','tim','dev','local-1','127.0.2.2','sample-tim-dev-29','{"time": 27181, "echo": 27182, "count": 27183}','cksum-2872245935',1.79559644139773321152e+09,1.79559644172519588473e+09);
INSERT INTO "registry" VALUES(30,1,'sample-tim-dev-30','tim','dev','local-1','127.0.2.2','sample-tim-dev-30','{"time": 27184, "echo": 27185, "count": 27186}','cksum-2872245935',1795596442.0,1.79559644207904434208e+09);
CREATE TABLE secrets (
	name VARCHAR(63) NOT NULL, 
	value VARCHAR(128) NOT NULL, 
	CONSTRAINT pk_secrets PRIMARY KEY (name)
);
INSERT INTO "secrets" VALUES('pod-tokens','yuiKLdrVnNIGwF04pnDi6YiEgzJfi8uJv5J4SXrarvY');
CREATE TABLE tokens (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	user VARCHAR(64) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	scope VARCHAR(8) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	created_at DOUBLE NOT NULL, 
	expires_at DOUBLE NOT NULL, 
	used_at DOUBLE, 
	used_from VARCHAR(64) DEFAULT '' NOT NULL, 
	revoked_at DOUBLE, 
	CONSTRAINT fk_tokens_user FOREIGN KEY(user) REFERENCES users (name)
);
INSERT INTO "tokens" VALUES(1,'admin','token','islandctl','admin','abd7229ad90efc49b16399b92c7fbaf411972d9d8a07632a6af83740db2b1d93',1.79559637472676110261e+09,1.79818837472676110265e+09,1.79559637478828477853e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(2,'admin','token','islandctl','admin','c81dff5d4da4e85d1cfaa4c3701228d4089eb0f174da6239a8cc531486bc42b8',1.79559637526592707633e+09,1.79818837526592707632e+09,1.79559637528499746322e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(3,'vera','token','islandctl','admin','54d2af8317c1089239c8f8ebcc515b956e039f612dfa2dec5335f1651c544b41',1795596375.73918,1798188375.73918,1.79559643873608326906e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(4,'tim','token','islandctl','admin','5c5d964f290aae5636d7aeb4bfa420dd6ecb339574c2039e96ed158e35574e1c',1.79559637607118105888e+09,1.79818837607118105887e+09,1.79559643778689885136e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(5,'tess','token','islandctl','admin','79ee6f957d5a689c61ad2ac12ac5c06fcf1b96931b4f6c49be4573baa1fde273',1.7955963765151507854e+09,1.79818837651515078543e+09,1.79559638919966793059e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(6,'pat','token','islandctl','admin','aa72c4cc27a14624f48fa57dee8d986a44ab3f3efcf3df61097632e3fe1a0e7e',1.79559637694308519358e+09,1.79818837694308519357e+09,1.79559638136858105658e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(7,'olga','token','islandctl','admin','3872d60f3ea7af4ec0993a032a4db63be044725b26dd91cbb79c5003ec3f30da',1.79559637737266516686e+09,1.79818837737266516685e+09,1.7955964390561008453e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(8,'leo','token','islandctl','admin','51455ea3fc4a86fbf029cfee7104871be0f4c5304ae8cadff94f958bc47ba156',1.79559637764737558369e+09,1.79818837764737558359e+09,NULL,'',1795596377.65897);
INSERT INTO "tokens" VALUES(9,'admin','token','of scope read','read','29b2ca5b09ea404f52fda60c67e38ae1b94795e999ad7013c19d2b1ad44e69e7',1.79559637766517329222e+09,1.82721877766517329213e+09,NULL,'',NULL);
INSERT INTO "tokens" VALUES(10,'admin','token','of scope islands','islands','0aa596393bb265b062ec02f8c0e3b3006ef96c81e12511ab8727884fa5db02f9',1.79559637766891884804e+09,1.82721877766891884799e+09,NULL,'',NULL);
INSERT INTO "tokens" VALUES(11,'admin','token','of scope ops','ops','35f360995794c6fb819e0c534e6d3cbb7e8b3a83ca2fe258a2d42de2d28403e6',1.79559637767252612116e+09,1.82721877767252612115e+09,NULL,'',NULL);
INSERT INTO "tokens" VALUES(12,'admin','token','of scope admin','admin','8d455c70a7b3ac5a84406a3774f70005b9498bf2c2d695699e3216364f207362',1.79559637767702341077e+09,1.82721877767702341084e+09,NULL,'',NULL);
INSERT INTO "tokens" VALUES(13,'tim','token','leaked','islands','94007cf78466ab9baff69f58360a412fef287dcf03ddda6348a5340ba99b59a7',1.79559637768248748774e+09,1.8033723776824874878e+09,NULL,'',1.79559637768618726725e+09);
INSERT INTO "tokens" VALUES(14,'tim','token','short','islands','9a971759969940d42736b4245ea8630cc41d521187510990d7fdad8f5fbc1576',1.7955963776907365322e+09,1.79559637855473661419e+09,NULL,'',NULL);
INSERT INTO "tokens" VALUES(15,'tess','session','python-requests/2.34.2','admin','e383695040d9f53ca3a1c4dfc10ab8eb2e3c51f1c7ee43eb8cfd152de95d9f65',1.79559637784913372991e+09,1.79620117784913372995e+09,1.79559637784913372991e+09,'127.0.0.1',NULL);
INSERT INTO "tokens" VALUES(16,'lei','session','python-requests/2.34.2','admin','7f6076abe854f823098301176ebc9bfd3049e8421505d5b401077c4656a36c0c',1.79559640068941974637e+09,1.79620120068941974645e+09,1.79559640068941974637e+09,'127.0.0.1',NULL);
CREATE TABLE users (
	name VARCHAR(64) NOT NULL, 
	role VARCHAR(12) NOT NULL, 
	team VARCHAR(64) DEFAULT '' NOT NULL, 
	password VARCHAR(200) DEFAULT '' NOT NULL, 
	subject VARCHAR(255), 
	disabled BOOLEAN NOT NULL, 
	created_at DOUBLE NOT NULL, 
	signed_in_at DOUBLE, 
	CONSTRAINT pk_users PRIMARY KEY (name)
);
INSERT INTO "users" VALUES('admin','admin','','$argon2id$v=19$m=19456,t=2,p=1$vXGexRWn46YLCCuJD6Wjiw$4cWuvsH2Aa8NnpmLuLbYSiV/dzkAeCQry9sPGb2fnBQ',NULL,0,1795596374.07634,1.79559637526520299907e+09);
INSERT INTO "users" VALUES('vera','viewer','blue','$argon2id$v=19$m=19456,t=2,p=1$L69YBiWzb6Sm/hDP7EWUAQ$VUQhn9T5yYqhz9m3pq8uHjdwu5JyznjNSl7trKBImvA',NULL,0,1.79559637529469585419e+09,1.79559637573865127566e+09);
INSERT INTO "users" VALUES('tim','tester','blue','$argon2id$v=19$m=19456,t=2,p=1$L0+x9yNnJD+CPO3103mnAw$YyjfCfqIb2NBRvN8I1Sc8h91vVpLp6gljQHqS47zeus',NULL,0,1.7955963757680544853e+09,1.79559637607062506673e+09);
INSERT INTO "users" VALUES('tess','tester','red','$argon2id$v=19$m=19456,t=2,p=1$AlcAy0B8hXxqn8lXsqGdkg$x7hcCKhcWcCW95cMLl+N2uIEM3PgV1i1D4Xo9dW+rNo',NULL,0,1.79559637609077739719e+09,1.79559637784865784647e+09);
INSERT INTO "users" VALUES('pat','programmer','red','$argon2id$v=19$m=19456,t=2,p=1$Xs2wW2aKxulN9flp99B9kg$9RmeyfkypE3hf1bmlYHjWlS3JpHuU36ebo6gqLSnyoM',NULL,0,1.79559637657491946217e+09,1.79559637694256687165e+09);
INSERT INTO "users" VALUES('olga','operator','','$argon2id$v=19$m=19456,t=2,p=1$Mp+WcxjOnLtWU3Dt1whTYg$UYrekzCeSk1iUa+LdSOTKqaMpe/ClQs1ww/usJZEI+I',NULL,0,1.79559637697991800308e+09,1.79559637737220335008e+09);
INSERT INTO "users" VALUES('leo','tester','red','$argon2id$v=19$m=19456,t=2,p=1$VmWdO4C02Qm9cNhB5K0nKg$d1QlY7m7dqVmsTEH4p+D4E39/RH3c7N2l6VYp2I8qPw',NULL,1,1.79559637740828156472e+09,1.79559637764675021176e+09);
INSERT INTO "users" VALUES('lei','tester','战斗组','','http://127.0.0.1:48275 17',0,1.79559640068378734588e+09,1.79559640068834161759e+09);
CREATE TABLE webhooks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(120) NOT NULL, 
	url VARCHAR(1000) NOT NULL, 
	secret VARCHAR(500) NOT NULL, 
	kinds JSON NOT NULL, 
	branch VARCHAR(63) DEFAULT '' NOT NULL, 
	owner VARCHAR(64) DEFAULT '' NOT NULL, 
	active BOOLEAN NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	created_at DOUBLE NOT NULL
);
INSERT INTO "webhooks" VALUES(1,'CI of branch dev','http://127.0.0.1:36689/hook','gAAAAABrBqBa2CBUfdrjWto18YL8mPh22ih8T2WWTH6BL4m0UKZp7jGg5b-jpjVMyMU4qUOm8FUrf3CVEgu6_KgR85NVnfZW5063Em4vAsNFr_CBaDLqRqVbEz07daDeTG4TBKnCXjwzwA0b0SbxD56zPUNzzUkpoQ==','["running", "crashed", "failed", "lost", "stopped"]','dev','',1,'olga',1.79559637830222678179e+09);
INSERT INTO "webhooks" VALUES(2,'Chat of the red team','http://127.0.0.1:43063/hook','gAAAAABrBqBa4pBMvEWug1vKfsXMj1Re5-reYGmdEDhxNtGGZxbu3tXCAP87bb1a2e6kRtisaWKwjkQ6AAqfXj9p4P0eOextmmbft-w5bS_sAePKi_I2zeXhPXzVn8f_zSxS15gqZ8GOfU_vc8XrlwPO7641qjtz_g==','[]','','tess',1,'olga',1.79559637830851984022e+09);
INSERT INTO "webhooks" VALUES(3,'Paused for now','http://127.0.0.1:36689/hook','gAAAAABrBqBarzL790lidsfYQCMCT07TlYRYDgvx_BAEIk91fU0wru2BikmtvtNnWzTkojHTSEFD6iBu9mIGMTcFk5XkhmBQF_U8lzVY6HZDoZ8dCwWEO-eL3qq63x4rICiuZJAFNpyjeP2npZikEmEaYAg0qAcaBA==','[]','','',0,'olga',1.79559637831347179409e+09);
CREATE INDEX ix_events_island_id_id ON events (island_id, id);
CREATE INDEX ix_islands_branch_id ON islands (branch, id);
CREATE INDEX ix_islands_clock_group ON islands (clock_group);
CREATE INDEX ix_islands_owner_id ON islands (owner, id);
CREATE INDEX ix_islands_state_id ON islands (state, id);
CREATE INDEX ix_clock_changes_clock_group_at ON clock_changes (clock_group, at);
CREATE INDEX ix_clock_changes_island_id_id ON clock_changes (island_id, id);
CREATE INDEX ix_clock_runs_clock_group_id ON clock_runs (clock_group, id);
CREATE INDEX ix_clock_runs_island_id_id ON clock_runs (island_id, id);
CREATE INDEX ix_clock_runs_state_wake_at ON clock_runs (state, wake_at);
CREATE INDEX ix_ports_island_id ON ports (island_id);
CREATE INDEX ix_ports_pool_free_since ON ports (pool, free_since, port);
CREATE UNIQUE INDEX uq_users_subject ON users (subject);
CREATE UNIQUE INDEX uq_tokens_digest ON tokens (digest);
CREATE INDEX ix_tokens_user_id ON tokens (user, id);
CREATE INDEX ix_audit_who_id ON audit (who, id);
CREATE INDEX ix_audit_island_id_id ON audit (island_id, id);
CREATE INDEX ix_audit_act_id ON audit (act, id);
CREATE INDEX ix_audit_at ON audit (at);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE INDEX ix_rates_since ON rates (since);
CREATE INDEX ix_drains_state ON drains (state);
CREATE INDEX ix_drain_items_island_id ON drain_items (island_id);
CREATE INDEX ix_channels_user_id ON channels (user, id);
CREATE INDEX ix_deliveries_created_at ON deliveries (created_at);
CREATE INDEX ix_deliveries_target ON deliveries (target, target_id, id);
CREATE INDEX ix_deliveries_turn ON deliveries (state, target, target_id, island_id, id);
CREATE UNIQUE INDEX uq_deliveries_event ON deliveries (event_id, target, target_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',150);
INSERT INTO "sqlite_sequence" VALUES('tokens',16);
INSERT INTO "sqlite_sequence" VALUES('webhooks',4);
INSERT INTO "sqlite_sequence" VALUES('channels',3);
INSERT INTO "sqlite_sequence" VALUES('deliveries',137);
INSERT INTO "sqlite_sequence" VALUES('islands',31);
INSERT INTO "sqlite_sequence" VALUES('events',317);
INSERT INTO "sqlite_sequence" VALUES('drains',4);
INSERT INTO "sqlite_sequence" VALUES('clock_changes',18);
INSERT INTO "sqlite_sequence" VALUES('clock_runs',5);
COMMIT;
