
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `alembic_version` (
  `version_num` varchar(32) NOT NULL,
  PRIMARY KEY (`version_num`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `alembic_version` VALUES ('0003');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `audit` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `at` double NOT NULL,
  `who` varchar(64) NOT NULL,
  `source` varchar(200) NOT NULL,
  `act` varchar(48) NOT NULL,
  `island_id` bigint(20) DEFAULT NULL,
  `target` varchar(253) NOT NULL DEFAULT '',
  `outcome` varchar(8) NOT NULL,
  `message` text NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_audit_who_id` (`who`,`id`),
  KEY `ix_audit_island_id_id` (`island_id`,`id`),
  KEY `ix_audit_act_id` (`act`,`id`),
  KEY `ix_audit_at` (`at`)
) ENGINE=InnoDB AUTO_INCREMENT=151 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `audit` VALUES (1,1795596464.6437047,'admin','127.0.0.1','sign-in',NULL,'admin','done','Signed in as admin');
INSERT INTO `audit` VALUES (2,1795596464.6451583,'admin','127.0.0.1','sign-in',NULL,'admin','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (3,1795596465.3452396,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Password changed');
INSERT INTO `audit` VALUES (4,1795596465.580744,'admin','127.0.0.1','sign-in',NULL,'admin','done','Signed in as admin');
INSERT INTO `audit` VALUES (5,1795596465.5819619,'admin','127.0.0.1','sign-in',NULL,'admin','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (6,1795596465.7812889,'admin','token islandctl, 127.0.0.1','users.change',NULL,'vera','done','Added as viewer in team blue');
INSERT INTO `audit` VALUES (7,1795596465.8984196,'vera','127.0.0.1','sign-in',NULL,'vera','done','Signed in as viewer');
INSERT INTO `audit` VALUES (8,1795596465.899166,'vera','127.0.0.1','sign-in',NULL,'vera','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (9,1795596465.94266,'admin','token islandctl, 127.0.0.1','users.change',NULL,'tim','done','Added as tester in team blue');
INSERT INTO `audit` VALUES (10,1795596466.09094,'tim','127.0.0.1','sign-in',NULL,'tim','done','Signed in as tester');
INSERT INTO `audit` VALUES (11,1795596466.0916321,'tim','127.0.0.1','sign-in',NULL,'tim','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (12,1795596466.1429515,'admin','token islandctl, 127.0.0.1','users.change',NULL,'tess','done','Added as tester in team red');
INSERT INTO `audit` VALUES (13,1795596466.2037008,'tess','127.0.0.1','sign-in',NULL,'tess','done','Signed in as tester');
INSERT INTO `audit` VALUES (14,1795596466.2044826,'tess','127.0.0.1','sign-in',NULL,'tess','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (15,1795596466.2298803,'admin','token islandctl, 127.0.0.1','users.change',NULL,'pat','done','Added as programmer in team red');
INSERT INTO `audit` VALUES (16,1795596466.2808847,'pat','127.0.0.1','sign-in',NULL,'pat','done','Signed in as programmer');
INSERT INTO `audit` VALUES (17,1795596466.28285,'pat','127.0.0.1','sign-in',NULL,'pat','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (18,1795596466.3112411,'admin','token islandctl, 127.0.0.1','users.change',NULL,'olga','done','Added as operator');
INSERT INTO `audit` VALUES (19,1795596466.342408,'olga','127.0.0.1','sign-in',NULL,'olga','done','Signed in as operator');
INSERT INTO `audit` VALUES (20,1795596466.343114,'olga','127.0.0.1','sign-in',NULL,'olga','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (21,1795596466.3686476,'admin','token islandctl, 127.0.0.1','users.change',NULL,'leo','done','Added as tester in team red');
INSERT INTO `audit` VALUES (22,1795596466.3987362,'leo','127.0.0.1','sign-in',NULL,'leo','done','Signed in as tester');
INSERT INTO `audit` VALUES (23,1795596466.3995128,'leo','127.0.0.1','sign-in',NULL,'leo','done','Token \'islandctl\' of scope admin for 30 days');
INSERT INTO `audit` VALUES (24,1795596466.407985,'admin','token islandctl, 127.0.0.1','users.change',NULL,'leo','done','Changed disabled: yes');
INSERT INTO `audit` VALUES (25,1795596466.413957,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token \'of scope read\' of scope read for 366 days');
INSERT INTO `audit` VALUES (26,1795596466.4179492,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token \'of scope islands\' of scope islands for 366 days');
INSERT INTO `audit` VALUES (27,1795596466.4223008,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token \'of scope ops\' of scope ops for 366 days');
INSERT INTO `audit` VALUES (28,1795596466.4283674,'admin','token islandctl, 127.0.0.1','self.change',NULL,'admin','done','Token \'of scope admin\' of scope admin for 366 days');
INSERT INTO `audit` VALUES (29,1795596466.4364429,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token \'leaked\' of scope islands for 90 days');
INSERT INTO `audit` VALUES (30,1795596466.4515321,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token \'leaked\' revoked');
INSERT INTO `audit` VALUES (31,1795596466.4623117,'tim','token islandctl, 127.0.0.1','self.change',NULL,'tim','done','Token \'short\' of scope islands for 1e-05 days');
INSERT INTO `audit` VALUES (32,1795596466.4989605,'tess','127.0.0.1','sign-in',NULL,'tess','done','Signed in as tester');
INSERT INTO `audit` VALUES (33,1795596466.528812,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO `audit` VALUES (34,1795596466.5564916,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO `audit` VALUES (35,1795596466.5844276,'nobody','127.0.0.1','sign-in',NULL,'tim','refused','The name or the password is not right');
INSERT INTO `audit` VALUES (36,1795596466.5927896,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'person *','done','40 islands, any memory');
INSERT INTO `audit` VALUES (37,1795596466.602345,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'person tim','done','30 islands, 16Gi memory');
INSERT INTO `audit` VALUES (38,1795596466.6094017,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'team red','done','any number of islands, 32Gi memory');
INSERT INTO `audit` VALUES (39,1795596466.6217322,'olga','token islandctl, 127.0.0.1','limits.change',NULL,'branch weekly','done','3 islands, any memory');
INSERT INTO `audit` VALUES (40,1795596466.629454,'tim','token islandctl, 127.0.0.1','limits.change',NULL,'','refused','\'tim\' is a tester, and may not change quotas and lifetimes');
INSERT INTO `audit` VALUES (41,1795596466.6346254,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 1','done','Added http://127.0.0.1:43175/hook');
INSERT INTO `audit` VALUES (42,1795596466.6702204,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 2','done','Added http://127.0.0.1:33735/hook');
INSERT INTO `audit` VALUES (43,1795596466.6779883,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 3','done','Added http://127.0.0.1:43175/hook');
INSERT INTO `audit` VALUES (44,1795596466.688341,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'1','done','');
INSERT INTO `audit` VALUES (45,1795596467.2941213,'tim','token islandctl, 127.0.0.1','self.notices',NULL,'channel 1','done','Added mailto');
INSERT INTO `audit` VALUES (46,1795596467.3069403,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 2','done','Added slack');
INSERT INTO `audit` VALUES (47,1795596467.3167748,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 3','done','Added slack');
INSERT INTO `audit` VALUES (48,1795596467.3278706,'pat','token islandctl, 127.0.0.1','self.notices',NULL,'channel 3','done','Removed');
INSERT INTO `audit` VALUES (49,1795596467.3372898,'olga','token islandctl, 127.0.0.1','alerts.post',NULL,'','done','');
INSERT INTO `audit` VALUES (50,1795596467.3431435,'tim','token islandctl, 127.0.0.1','islands.start',1,'','done','Start asked for');
INSERT INTO `audit` VALUES (51,1795596469.9395623,'tim','token islandctl, 127.0.0.1','islands.start',2,'','done','Start asked for');
INSERT INTO `audit` VALUES (52,1795596470.3962452,'tim','token islandctl, 127.0.0.1','islands.start',3,'','done','Start asked for');
INSERT INTO `audit` VALUES (53,1795596470.7308276,'tim','token islandctl, 127.0.0.1','islands.start',4,'','done','Start asked for');
INSERT INTO `audit` VALUES (54,1795596471.0616195,'olga','token islandctl, 127.0.0.1','islands.start',5,'','done','Start asked for');
INSERT INTO `audit` VALUES (55,1795596471.4374728,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 1','done','Empties local-1 (branch=dev,rack=a): move');
INSERT INTO `audit` VALUES (56,1795596471.4891686,'olga','drain 1','islands.state',2,'','done','Moves away from node local-1, which is drained');
INSERT INTO `audit` VALUES (57,1795596471.4966316,'olga','drain 1','islands.state',4,'','done','Moves away from node local-1, which is drained');
INSERT INTO `audit` VALUES (58,1795596472.5922189,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO `audit` VALUES (59,1795596472.6306932,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 2','done','Empties local-3 (branch=weekly): move');
INSERT INTO `audit` VALUES (60,1795596472.7708762,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-3','done','Opened for new islands (uncordoned)');
INSERT INTO `audit` VALUES (61,1795596472.7754061,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-2','done','Labels: set islandmgr.io/team=blue');
INSERT INTO `audit` VALUES (62,1795596472.7835498,'tess','token islandctl, 127.0.0.1','islands.start',6,'','done','Start asked for');
INSERT INTO `audit` VALUES (63,1795596488.9594414,'lei','127.0.0.1','sign-in',NULL,'lei','done','Signed in as tester');
INSERT INTO `audit` VALUES (64,1795596489.2852457,'tim','token islandctl, 127.0.0.1','islands.start',7,'','done','Start asked for');
INSERT INTO `audit` VALUES (65,1795596489.3785417,'tim','token islandctl, 127.0.0.1','islands.start',8,'','done','Start asked for');
INSERT INTO `audit` VALUES (66,1795596489.4080002,'tim','token islandctl, 127.0.0.1','islands.start',9,'','done','Start asked for');
INSERT INTO `audit` VALUES (67,1795596489.4557064,'tim','token islandctl, 127.0.0.1','islands.start',10,'','done','Start asked for');
INSERT INTO `audit` VALUES (68,1795596490.499074,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (New Year)');
INSERT INTO `audit` VALUES (69,1795596490.815991,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: +1h');
INSERT INTO `audit` VALUES (70,1795596491.1585646,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (too far)');
INSERT INTO `audit` VALUES (71,1795596491.447121,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 30s before daily-reset');
INSERT INTO `audit` VALUES (72,1795596491.5809815,'tim','token islandctl, 127.0.0.1','clock.set',10,'','done','Clock set: rate');
INSERT INTO `audit` VALUES (73,1795596491.7649899,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Joined clock group raid');
INSERT INTO `audit` VALUES (74,1795596491.7649899,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Joined clock group raid');
INSERT INTO `audit` VALUES (75,1795596491.9548664,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Clock set for group raid: 2026-12-31 23:58 (元旦)');
INSERT INTO `audit` VALUES (76,1795596491.9548664,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Clock set for group raid: 2026-12-31 23:58 (元旦)');
INSERT INTO `audit` VALUES (77,1795596493.1198595,'tim','token islandctl, 127.0.0.1','clock.set',7,'','done','Clock set for group raid: +3d');
INSERT INTO `audit` VALUES (78,1795596493.1198595,'tim','token islandctl, 127.0.0.1','clock.set',8,'','done','Clock set for group raid: +3d');
INSERT INTO `audit` VALUES (79,1795596495.1289432,'tim','token islandctl, 127.0.0.1','clock.set',NULL,'','done','');
INSERT INTO `audit` VALUES (80,1795596495.1416612,'tim','token islandctl, 127.0.0.1','clock.set',7,'','failed','Island 7 shares the time of group \'raid\': set the group\'s clock, or take the island out of the group first');
INSERT INTO `audit` VALUES (81,1795596495.1515615,'tim','token islandctl, 127.0.0.1','islands.start',11,'','done','Start asked for');
INSERT INTO `audit` VALUES (82,1795596495.554213,'pat','token islandctl, 127.0.0.1','clock.script',NULL,'over-midnight','done','');
INSERT INTO `audit` VALUES (83,1795596495.557844,'pat','token islandctl, 127.0.0.1','clock.script',NULL,'reset','done','');
INSERT INTO `audit` VALUES (84,1795596495.5612803,'tim','script','clock.run',9,'','done','Clock set by script over-midnight: 23:59:58 (midnight)');
INSERT INTO `audit` VALUES (85,1795596496.5649276,'tim','script','islands.clock',9,'','done','Clock set by script over-midnight: real (midnight)');
INSERT INTO `audit` VALUES (86,1795596496.5649276,'tim','script','islands.clock',9,'','done','Script over-midnight done');
INSERT INTO `audit` VALUES (87,1795596496.629701,'tim','script','clock.run',9,'','done','Clock set by a script: 2099-12-31 23:00');
INSERT INTO `audit` VALUES (88,1795596497.6355393,'tim','script','islands.clock',9,'','done','A script failed: Step 3, \'jump +2h\': \'+2h\' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.');
INSERT INTO `audit` VALUES (89,1795596497.6529634,'tim','token islandctl, 127.0.0.1','clock.set',9,'','done','Clock set: 2027-12-31 23:59:30 (for a screenshot)');
INSERT INTO `audit` VALUES (90,1795596497.7572527,'tim','script','clock.run',9,'','done','Clock set by a script: +2d');
INSERT INTO `audit` VALUES (91,1795596497.7996051,'tim','token islandctl, 127.0.0.1','clock.run',NULL,'3','done','');
INSERT INTO `audit` VALUES (92,1795596497.816342,'tim','script','clock.run',7,'','done','Clock set for group raid by a script: +2d (goes on)');
INSERT INTO `audit` VALUES (93,1795596497.816342,'tim','script','clock.run',8,'','done','Clock set for group raid by a script: +2d (goes on)');
INSERT INTO `audit` VALUES (94,1795596497.8467107,'tim','script','clock.run',10,'','done','Clock set by script reset: 30s before daily-reset');
INSERT INTO `audit` VALUES (95,1795596497.8467107,'tim','script','clock.run',10,'','done','Script reset done');
INSERT INTO `audit` VALUES (96,1795596497.8661253,'tim','token islandctl, 127.0.0.1','islands.start',12,'','done','Start asked for');
INSERT INTO `audit` VALUES (97,1795596498.286574,'tim','token islandctl, 127.0.0.1','islands.restart',12,'','done','Restart asked for: incarnation 2');
INSERT INTO `audit` VALUES (98,1795596498.648617,'tess','token islandctl, 127.0.0.1','islands.start',13,'','done','Start asked for');
INSERT INTO `audit` VALUES (99,1795596499.964596,'tess','token islandctl, 127.0.0.1','islands.start',14,'','done','Start asked for');
INSERT INTO `audit` VALUES (100,1795596500.3794975,'tess','token islandctl, 127.0.0.1','islands.start',15,'','done','Start asked for');
INSERT INTO `audit` VALUES (101,1795596502.449361,'tess','token islandctl, 127.0.0.1','islands.start',16,'','done','Start asked for');
INSERT INTO `audit` VALUES (102,1795596507.23728,'tess','token islandctl, 127.0.0.1','islands.start',17,'','done','Start asked for');
INSERT INTO `audit` VALUES (103,1795596507.5405598,'tess','token islandctl, 127.0.0.1','islands.start',18,'','done','Start asked for');
INSERT INTO `audit` VALUES (104,1795596508.3416276,'tim','token islandctl, 127.0.0.1','islands.start',19,'','done','Start asked for');
INSERT INTO `audit` VALUES (105,1795596508.9864197,'tim','token islandctl, 127.0.0.1','islands.restart',19,'','done','Restart asked for: incarnation 2');
INSERT INTO `audit` VALUES (106,1795596509.5898829,'tim','token islandctl, 127.0.0.1','islands.clone',20,'','done','Cloned from island 19');
INSERT INTO `audit` VALUES (107,1795596510.1152396,'olga','token islandctl, 127.0.0.1','islands.stop',20,'','done','Stop asked for');
INSERT INTO `audit` VALUES (108,1795596510.356143,'tim','token islandctl, 127.0.0.1','islands.start',21,'','done','Start asked for');
INSERT INTO `audit` VALUES (109,1795596510.4646287,'tim','token islandctl, 127.0.0.1','islands.start',22,'','done','Start asked for');
INSERT INTO `audit` VALUES (110,1795596510.5424285,'tim','token islandctl, 127.0.0.1','islands.start',23,'','done','Start asked for');
INSERT INTO `audit` VALUES (111,1795596510.6263025,'tim','token islandctl, 127.0.0.1','islands.start',NULL,'','done','');
INSERT INTO `audit` VALUES (112,1795596510.6550395,'tess','token islandctl, 127.0.0.1','islands.start',24,'','done','Start asked for');
INSERT INTO `audit` VALUES (113,1795596510.7264109,'tess','token islandctl, 127.0.0.1','islands.start',NULL,'','done','');
INSERT INTO `audit` VALUES (114,1795596524.2475948,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Closed for new islands (cordoned)');
INSERT INTO `audit` VALUES (115,1795596524.2730496,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Excluded 27210-27211: the router\'s, says the network team');
INSERT INTO `audit` VALUES (116,1795596524.29332,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Excluded 27215: by mistake');
INSERT INTO `audit` VALUES (117,1795596524.3961334,'olga','token islandctl, 127.0.0.1','ports.change',NULL,'default','done','Included 27215 again');
INSERT INTO `audit` VALUES (118,1795596524.494654,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO `audit` VALUES (119,1795596524.584931,'olga','token islandctl, 127.0.0.1','islands.extend',7,'','done','Held: the holiday event');
INSERT INTO `audit` VALUES (120,1795596524.6013157,'olga','token islandctl, 127.0.0.1','islands.extend',8,'','done','Held: a mistake');
INSERT INTO `audit` VALUES (121,1795596524.6146612,'olga','token islandctl, 127.0.0.1','islands.extend',8,'','done','No longer held');
INSERT INTO `audit` VALUES (122,1795596524.6318896,'tim','token islandctl, 127.0.0.1','islands.start',25,'','done','Start asked for');
INSERT INTO `audit` VALUES (123,1795596525.9758682,'tim','token islandctl, 127.0.0.1','islands.start',26,'','done','Start asked for');
INSERT INTO `audit` VALUES (124,1795596526.1195102,'tim','token islandctl, 127.0.0.1','islands.start',27,'','done','Start asked for');
INSERT INTO `audit` VALUES (125,1795596526.1730125,'tim','token islandctl, 127.0.0.1','islands.extend',27,'','done','Extended by 4 hours');
INSERT INTO `audit` VALUES (126,1795596526.1967535,'tim','token islandctl, 127.0.0.1','islands.annotate',27,'','done','Note changed');
INSERT INTO `audit` VALUES (127,1795596526.2384624,'vera','token islandctl, 127.0.0.1','islands.start',NULL,'','refused','\'vera\' is a viewer, and may not start an island for somebody');
INSERT INTO `audit` VALUES (128,1795596526.2587574,'tess','token islandctl, 127.0.0.1','islands.stop',2,'','refused','That belongs to \'tim\', who is not \'tess\' and in no team with \'tess\'; to stop an island is for the owner, the owner\'s team, operators and admins');
INSERT INTO `audit` VALUES (129,1795596526.2702188,'tim','token islandctl, 127.0.0.1','users.change',NULL,'','refused','\'tim\' is a tester, and may not change people, their roles and teams');
INSERT INTO `audit` VALUES (130,1795596526.3492837,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'nowhere','failed','there is no node \'nowhere\'; the local cluster has local-1, local-2, local-3');
INSERT INTO `audit` VALUES (131,1795596526.7012806,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 3','done','Empties local-1 (kubernetes.io/hostname=local-1): move');
INSERT INTO `audit` VALUES (132,1795596526.8749702,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 3','done','Broken off by olga');
INSERT INTO `audit` VALUES (133,1795596527.1691978,'olga','token islandctl, 127.0.0.1','nodes.change',NULL,'local-1','done','Opened for new islands (uncordoned)');
INSERT INTO `audit` VALUES (134,1795596527.2542973,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 4','done','Empties local-2 (branch=dev,rack=b): stop');
INSERT INTO `audit` VALUES (135,1795596527.6548576,'tim','token islandctl, 127.0.0.1','islands.extend',2,'','done','Asked for 3 more hours on its node: the raid test on 2');
INSERT INTO `audit` VALUES (136,1795596527.7763202,'tim','token islandctl, 127.0.0.1','islands.extend',3,'','done','Asked for 3 more hours on its node: the raid test on 3');
INSERT INTO `audit` VALUES (137,1795596527.883793,'tim','token islandctl, 127.0.0.1','islands.extend',4,'','done','Asked for 3 more hours on its node: the raid test on 4');
INSERT INTO `audit` VALUES (138,1795596527.9560277,'olga','token islandctl, 127.0.0.1','drains.change',3,'','done','More time on its node was declined');
INSERT INTO `audit` VALUES (139,1795596527.9837081,'olga','token islandctl, 127.0.0.1','drains.change',NULL,'drain 4','done','Deadline of island 4: 2026-11-26 07:48 UTC');
INSERT INTO `audit` VALUES (140,1795596528.1186242,'tim','token islandctl, 127.0.0.1','islands.restart',10,'','done','Asked for it to leave its node now');
INSERT INTO `audit` VALUES (141,1795596528.210812,'olga','drain 4','islands.state',10,'','done','Stopped by olga: its node local-2 is drained');
INSERT INTO `audit` VALUES (142,1795596528.6715627,'tess','token islandctl, 127.0.0.1','islands.start',28,'','done','Start asked for');
INSERT INTO `audit` VALUES (143,1795596529.4627502,'tess','token islandctl, 127.0.0.1','islands.annotate',28,'','done','Note changed');
INSERT INTO `audit` VALUES (144,1795596529.4958003,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 4','done','Added http://127.0.0.1:9/');
INSERT INTO `audit` VALUES (145,1795596529.5240002,'olga','token islandctl, 127.0.0.1','hooks.change',NULL,'webhook 4','done','Removed http://127.0.0.1:9/');
INSERT INTO `audit` VALUES (146,1795596529.5952055,'tim','token islandctl, 127.0.0.1','islands.start',29,'','done','Start asked for');
INSERT INTO `audit` VALUES (147,1795596530.4215727,'tim','token islandctl, 127.0.0.1','islands.start',30,'','done','Start asked for');
INSERT INTO `audit` VALUES (148,1795596531.2185087,'tim','token islandctl, 127.0.0.1','islands.start',31,'','done','Start asked for');
INSERT INTO `audit` VALUES (149,1795596531.2418032,'tim','token islandctl, 127.0.0.1','clock.set',30,'','done','Clock set: +1h');
INSERT INTO `audit` VALUES (150,1795596533.3113158,'tim','token islandctl, 127.0.0.1','islands.stop',29,'','done','Stop asked for');
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb4 */ ;
/*!50003 SET character_set_results = utf8mb4 */ ;
/*!50003 SET collation_connection  = utf8mb4_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO' */ ;
DELIMITER ;;
/*!50003 CREATE*/  /*!50003 TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit is append-only' 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb4 */ ;
/*!50003 SET character_set_results = utf8mb4 */ ;
/*!50003 SET collation_connection  = utf8mb4_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO' */ ;
DELIMITER ;;
/*!50003 CREATE*/  /*!50003 TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit is append-only' 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `bundles` (
  `island_id` bigint(20) NOT NULL,
  `incarnation` int(11) NOT NULL,
  `at` double NOT NULL,
  `exit` longtext DEFAULT NULL CHECK (json_valid(`exit`)),
  `reason` text NOT NULL,
  `log` mediumtext NOT NULL,
  `clock` longtext NOT NULL CHECK (json_valid(`clock`)),
  `fingerprint` varchar(128) NOT NULL DEFAULT '',
  `pod_events` longtext NOT NULL CHECK (json_valid(`pod_events`)),
  `files` longtext NOT NULL CHECK (json_valid(`files`)),
  PRIMARY KEY (`island_id`,`incarnation`),
  CONSTRAINT `fk_bundles_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `bundles` VALUES (1,1,1795596468.6541793,'{\"code\": 3, \"reason\": \"The server ended by itself with exit code 3\", \"at\": 1795596468.651635}','The server ended by itself with exit code 3','2026-11-24T08:47:47.643Z started: time=27100, echo=27101, count=27102 on 127.0.2.2\n2026-11-24T08:47:48.644Z exits with code 3, as asked\n','{\"mode\": \"shift\", \"offset\": -86400, \"rate\": 1, \"asked\": \"-1d\"}','cksum-2220710054','[{\"at\": 1795596467.375828, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tim-dev-1 to local-1\", \"count\": 1}, {\"at\": 1795596467.4097095, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596467.4643407, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596467.5141845, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596467.620141, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.2:27100: connection refused\", \"count\": 3}]','[]');
INSERT INTO `bundles` VALUES (12,1,1795596498.229223,'{\"code\": 4, \"reason\": \"The server ended by itself with exit code 4\", \"at\": 1795596498.216434}','The server ended by itself with exit code 4','2026-11-25T08:48:18.192Z started: time=27130, echo=27131, count=27132 on 127.0.2.3\n2026-11-25T08:48:18.192Z exits with code 4, as asked\n','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596497.9018693, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tim-dev-12 to local-2\", \"count\": 1}, {\"at\": 1795596497.981243, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596498.0746734, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596498.076277, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596498.1878328, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.3:27130: connection refused\", \"count\": 3}]','[]');
INSERT INTO `bundles` VALUES (12,2,1795596498.5872533,'{\"code\": 4, \"reason\": \"The server ended by itself with exit code 4\", \"at\": 1795596498.5842}','The server ended by itself with exit code 4','2026-11-25T08:48:18.576Z started: time=27130, echo=27131, count=27132 on 127.0.2.3\n2026-11-25T08:48:18.577Z exits with code 4, as asked\n','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596498.3352616, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tim-dev-12-r2 to local-2\", \"count\": 1}, {\"at\": 1795596498.369779, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596498.4564173, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596498.460925, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596498.5695934, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.3:27130: connection refused\", \"count\": 3}]','[]');
INSERT INTO `bundles` VALUES (13,1,1795596499.939992,'{\"code\": 134, \"reason\": \"The server was ended by signal 6 (SIGABRT)\", \"at\": 1795596499.936202}','The server was ended by signal 6 (SIGABRT)','2026-11-25T08:48:18.905Z started: time=27133, echo=27134, count=27135 on 127.0.2.3\n2026-11-25T08:48:19.919Z leaves /run/islandmgr/handover/hs_err_pid18.log and aborts, as asked\n','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596498.679831, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tess-dev-13 to local-2\", \"count\": 1}, {\"at\": 1795596498.7117925, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596498.7908173, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596498.7910802, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596498.8987873, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.3:27133: connection refused\", \"count\": 3}]','[{\"name\": \"hs_err_pid18.log\", \"size\": 132, \"tail\": \"#\\n# A fatal error has been detected by the sample server, as asked:\\n#\\n#  SIGABRT (0x6) at pid=18\\n#\\n# Time: 2026-11-25T08:48:19.918Z\\n\"}]');
INSERT INTO `bundles` VALUES (14,1,1795596500.342319,'{\"code\": 137, \"reason\": \"The server was ended by signal 9 (SIGKILL)\", \"at\": 1795596500.335027}','The server was ended by signal 9 (SIGKILL)','2026-11-25T08:48:20.207Z started: time=27136, echo=27137, count=27138 on 127.0.2.2\n','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596499.9861288, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tess-dev-14 to local-1\", \"count\": 1}, {\"at\": 1795596500.042211, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596500.131905, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596500.146155, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596500.1944528, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.2:27136: connection refused\", \"count\": 2}]','[]');
INSERT INTO `bundles` VALUES (15,1,1795596502.3773122,'{\"code\": 137, \"reason\": \"The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi\", \"at\": 1795596502.364514}','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi','2026-11-25T08:48:20.726Z started: time=27139, echo=27140, count=27141 on 127.0.2.3\n','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596500.398759, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tess-dev-15 to local-2\", \"count\": 1}, {\"at\": 1795596500.451352, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596500.5738518, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596500.5791247, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596500.6873329, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.3:27139: connection refused\", \"count\": 3}]','[]');
INSERT INTO `bundles` VALUES (17,1,1795596507.4639971,NULL,'A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)','','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','','[{\"at\": 1795596507.261353, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tess-dev-17 to local-2\", \"count\": 1}, {\"at\": 1795596507.3102465, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596507.4476705, \"kind\": \"Warning\", \"reason\": \"HostPortTaken\", \"message\": \"port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)\", \"count\": 1}]','[]');
INSERT INTO `bundles` VALUES (18,1,1795596508.260788,NULL,'Its Pod was deleted by somebody else, and not by the manager','','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','cksum-3912253887','[{\"at\": 1795596507.571799, \"kind\": \"Normal\", \"reason\": \"Scheduled\", \"message\": \"Successfully assigned sample-tess-dev-18 to local-1\", \"count\": 1}, {\"at\": 1795596507.6381829, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container prepare\", \"count\": 1}, {\"at\": 1795596507.741678, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container side-container\", \"count\": 1}, {\"at\": 1795596507.7420008, \"kind\": \"Normal\", \"reason\": \"Started\", \"message\": \"Started container sample\", \"count\": 1}, {\"at\": 1795596507.845682, \"kind\": \"Warning\", \"reason\": \"Unhealthy\", \"message\": \"Readiness probe failed: 127.0.2.2:27148: connection refused\", \"count\": 3}, {\"at\": 1795596508.2343729, \"kind\": \"Normal\", \"reason\": \"Killing\", \"message\": \"Stopping container sample\", \"count\": 1}, {\"at\": 1795596508.2385519, \"kind\": \"Normal\", \"reason\": \"Killing\", \"message\": \"Stopping container side-container\", \"count\": 1}]','[]');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `channels` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user` varchar(64) NOT NULL,
  `name` varchar(120) NOT NULL,
  `service` varchar(24) NOT NULL,
  `address` text NOT NULL,
  `kinds` longtext NOT NULL CHECK (json_valid(`kinds`)),
  `reach` varchar(8) NOT NULL,
  `language` varchar(2) NOT NULL,
  `active` tinyint(1) NOT NULL,
  `created_at` double NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_channels_user_id` (`user`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `channels` VALUES (1,'tim','Mail','mailto','gAAAAABrBqCzR6wnzQ1BWekV4OWdwqUtBqkLl_9xr-Pl3tpmbozkpC1off39_lgeYlQxCyFdm1lUWXbVLE_Fh0qAFNOBZ9ghArrr7rnnYahA2VZceIaKY24LZ3UP01UrJopPYehS1qd18C85Ub9hsXAuJb8hZOUqHgexTl8JQaE2rlw8eO6BKT0=','[\"running\", \"crashed\", \"alert\", \"ending\"]','team','en',1,1795596467.2906172);
INSERT INTO `channels` VALUES (2,'pat','聊天','slack','gAAAAABrBqCznEeWsmhATGPQ5WiEQ3RRJfSobPnUJXfa1BE5eS-KhF-IvA47nypjujLu5HQWlE9uRx-fg-qMUl0IHK-jKf5p4ArKHLSfS-tcKUhdP9Y37OOlX-6YRRA6KZepr_yN0zGtLv3DtW5H6ePokuV7E3XzVA==','[\"crashed\", \"failed\", \"lost\", \"ending\"]','all','zh',0,1795596467.3040993);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clock_changes` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `island_id` bigint(20) NOT NULL,
  `at` double NOT NULL,
  `who` varchar(64) NOT NULL,
  `why` varchar(500) NOT NULL DEFAULT '',
  `clock` longtext NOT NULL CHECK (json_valid(`clock`)),
  `before` longtext DEFAULT NULL CHECK (json_valid(`before`)),
  `clock_group` varchar(63) NOT NULL DEFAULT '',
  `run_id` bigint(20) DEFAULT NULL,
  `script` varchar(63) NOT NULL DEFAULT '',
  `measured` longtext DEFAULT NULL CHECK (json_valid(`measured`)),
  `problem` varchar(500) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  KEY `ix_clock_changes_clock_group_at` (`clock_group`,`at`),
  KEY `ix_clock_changes_island_id_id` (`island_id`,`id`),
  CONSTRAINT `fk_clock_changes_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=19 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `clock_changes` VALUES (1,9,1795596490.499074,'tim','New Year','{\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','',NULL,'','{\"fake\": 1830297570.7148712, \"real\": 1795596490.7182455, \"error_ms\": -3.374338150024414}','');
INSERT INTO `clock_changes` VALUES (2,9,1795596490.815991,'tim','','{\"mode\": \"shift\", \"offset\": 34704680, \"rate\": 1, \"asked\": \"+1h\"}','{\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','',NULL,'','{\"fake\": 1830301170.9428446, \"real\": 1795596490.9644358, \"error_ms\": -21.5911865234375}','');
INSERT INTO `clock_changes` VALUES (3,9,1795596491.1585646,'tim','too far','{\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','{\"mode\": \"shift\", \"offset\": 34704680, \"rate\": 1, \"asked\": \"+1h\"}','',NULL,'','{\"fake\": 1830297571.4034705, \"real\": 1795596491.4029458, \"error_ms\": 0.5247592926025391}','');
INSERT INTO `clock_changes` VALUES (4,9,1795596491.447121,'tim','','{\"mode\": \"at\", \"offset\": 34776679, \"rate\": 1, \"asked\": \"30s before daily-reset\"}','{\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','',NULL,'','{\"fake\": 1830373174.499151, \"real\": 1795596495.4943342, \"error_ms\": 4.816770553588867}','');
INSERT INTO `clock_changes` VALUES (5,10,1795596491.5809815,'tim','','{\"mode\": \"rate\", \"offset\": 0, \"rate\": 10, \"real_anchor\": 1795596491.5809815, \"fake_anchor\": 1795596491.5809815}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','',NULL,'','{\"fake\": 1795596491.8083112, \"real\": 1795596491.8057535, \"error_ms\": 2.5577545166015625}','');
INSERT INTO `clock_changes` VALUES (6,7,1795596491.9548664,'tim','元旦','{\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','raid',NULL,'','{\"fake\": 1798761480.077196, \"real\": 1795596493.0770566, \"error_ms\": 0.1392364501953125}','');
INSERT INTO `clock_changes` VALUES (7,8,1795596491.9548664,'tim','元旦','{\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','raid',NULL,'','{\"fake\": 1798761480.0801115, \"real\": 1795596493.0799735, \"error_ms\": 0.1380443572998047}','');
INSERT INTO `clock_changes` VALUES (8,7,1795596493.1198595,'tim','','{\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}','{\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}','raid',NULL,'','{\"fake\": 1795855695.1281462, \"real\": 1795596495.1279554, \"error_ms\": 0.19073486328125}','');
INSERT INTO `clock_changes` VALUES (9,8,1795596493.1198595,'tim','','{\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}','{\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}','raid',NULL,'','{\"fake\": 1795855695.134638, \"real\": 1795596495.1359947, \"error_ms\": -1.3566017150878906}','');
INSERT INTO `clock_changes` VALUES (10,9,1795596495.5612803,'tim','midnight','{\"mode\": \"at\", \"offset\": 34787502, \"rate\": 1, \"asked\": \"23:59:58\"}','{\"mode\": \"at\", \"offset\": 34776679, \"rate\": 1, \"asked\": \"30s before daily-reset\"}','',1,'over-midnight','{\"fake\": 1830383997.6822243, \"real\": 1795596495.6820679, \"error_ms\": 0.156402587890625}','');
INSERT INTO `clock_changes` VALUES (11,9,1795596496.5649276,'tim','midnight','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"mode\": \"at\", \"offset\": 34787502, \"rate\": 1, \"asked\": \"23:59:58\"}','',1,'over-midnight',NULL,'');
INSERT INTO `clock_changes` VALUES (12,9,1795596496.629701,'tim','','{\"mode\": \"at\", \"offset\": 2306844703, \"rate\": 1, \"asked\": \"2099-12-31 23:00\"}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','',2,'','{\"fake\": 4102441199.747111, \"real\": 1795596496.7481585, \"error_ms\": -1.0476112365722656}','');
INSERT INTO `clock_changes` VALUES (13,9,1795596497.6529634,'tim','for a screenshot','{\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830297570, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','{\"mode\": \"at\", \"offset\": 2306844703, \"rate\": 1, \"asked\": \"2099-12-31 23:00\"}','',NULL,'','{\"fake\": 1830297570.0, \"real\": 1795596497.7240698, \"error_ms\": 0.0}','');
INSERT INTO `clock_changes` VALUES (14,9,1795596497.7572527,'tim','','{\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830470370, \"rate\": 1, \"asked\": \"+2d\"}','{\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830297570, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}','',3,'','{\"fake\": 1830470370.0, \"real\": 1795596498.014285, \"error_ms\": 0.0}','');
INSERT INTO `clock_changes` VALUES (15,7,1795596497.816342,'tim','goes on','{\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}','{\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}','raid',4,'','{\"fake\": 1796028498.041959, \"real\": 1795596498.042451, \"error_ms\": -0.49185752868652344}','');
INSERT INTO `clock_changes` VALUES (16,8,1795596497.816342,'tim','goes on','{\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}','{\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}','raid',4,'','{\"fake\": 1796028498.100487, \"real\": 1795596498.1014652, \"error_ms\": -0.9782314300537109}','');
INSERT INTO `clock_changes` VALUES (17,10,1795596497.8467107,'tim','','{\"mode\": \"at\", \"offset\": 43872, \"rate\": 1, \"asked\": \"30s before daily-reset\"}','{\"mode\": \"rate\", \"offset\": 0, \"rate\": 10, \"real_anchor\": 1795596491.5809815, \"fake_anchor\": 1795596491.5809815}','',5,'reset','{\"fake\": 1795640370.1042879, \"real\": 1795596498.105933, \"error_ms\": -1.6450881958007812}','');
INSERT INTO `clock_changes` VALUES (18,30,1795596531.2418032,'tim','','{\"mode\": \"shift\", \"offset\": 3600, \"rate\": 1, \"asked\": \"+1h\"}','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','',NULL,'',NULL,'');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clock_groups` (
  `name` varchar(63) NOT NULL,
  `zone` varchar(63) NOT NULL,
  `clock` longtext NOT NULL CHECK (json_valid(`clock`)),
  `before` longtext DEFAULT NULL CHECK (json_valid(`before`)),
  `who` varchar(64) NOT NULL,
  `why` varchar(500) NOT NULL DEFAULT '',
  `created_at` double NOT NULL,
  `changed_at` double NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `clock_groups` VALUES ('empty','UTC','{\"mode\": \"shift\", \"offset\": 7200, \"rate\": 1, \"asked\": \"+2h\"}',NULL,'tim','',1795596495.122125,1795596495.122125);
INSERT INTO `clock_groups` VALUES ('raid','UTC','{\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}','{\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}','tim','goes on',1795596491.7649899,1795596497.816342);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clock_runs` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `script` varchar(63) NOT NULL DEFAULT '',
  `island_id` bigint(20) DEFAULT NULL,
  `clock_group` varchar(63) NOT NULL DEFAULT '',
  `run` longtext NOT NULL CHECK (json_valid(`run`)),
  `state` varchar(12) NOT NULL,
  `wake_at` double DEFAULT NULL,
  `who` varchar(64) NOT NULL,
  `why` varchar(500) NOT NULL DEFAULT '',
  `started_at` double NOT NULL,
  `ended_at` double DEFAULT NULL,
  `waits_since` double DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_clock_runs_clock_group_id` (`clock_group`,`id`),
  KEY `ix_clock_runs_island_id_id` (`island_id`,`id`),
  KEY `ix_clock_runs_state_wake_at` (`state`,`wake_at`),
  CONSTRAINT `fk_clock_runs_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `clock_runs` VALUES (1,'over-midnight',9,'','{\"steps\": [\"jump 23:59:58\", \"wait 1s real\", \"real\"], \"zone\": \"UTC\", \"moments\": {\"midnight\": {\"at\": \"00:00 daily\"}, \"daily-reset\": {\"at\": \"05:00 daily\", \"zone\": \"Asia/Shanghai\"}, \"weekly-reset\": {\"at\": \"mon 05:00\", \"zone\": \"Asia/Shanghai\"}, \"month-end\": {\"at\": \"month-end 23:59\"}, \"new-year\": {\"at\": \"01-01 00:00\"}, \"leap-day\": {\"at\": \"leap-day 00:00\"}, \"dst-change\": {\"at\": \"dst-change\", \"zone\": \"America/New_York\"}}, \"before\": {\"mode\": \"at\", \"offset\": 34776679, \"rate\": 1, \"asked\": \"30s before daily-reset\"}, \"clock\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"position\": 3, \"wake_at\": null, \"state\": \"done\", \"problem\": \"\", \"waits_since\": null}','done',NULL,'tim','midnight',1795596495.5612803,1795596496.5649276,NULL);
INSERT INTO `clock_runs` VALUES (2,'',9,'','{\"steps\": [\"jump 2099-12-31 23:00\", \"wait 1s real\", \"jump +2h\"], \"zone\": \"UTC\", \"moments\": {\"midnight\": {\"at\": \"00:00 daily\"}, \"daily-reset\": {\"at\": \"05:00 daily\", \"zone\": \"Asia/Shanghai\"}, \"weekly-reset\": {\"at\": \"mon 05:00\", \"zone\": \"Asia/Shanghai\"}, \"month-end\": {\"at\": \"month-end 23:59\"}, \"new-year\": {\"at\": \"01-01 00:00\"}, \"leap-day\": {\"at\": \"leap-day 00:00\"}, \"dst-change\": {\"at\": \"dst-change\", \"zone\": \"America/New_York\"}}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"clock\": {\"mode\": \"at\", \"offset\": 2306844703, \"rate\": 1, \"asked\": \"2099-12-31 23:00\"}, \"position\": 2, \"wake_at\": null, \"state\": \"failed\", \"problem\": \"Step 3, \'jump +2h\': \'+2h\' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.\", \"waits_since\": null}','failed',NULL,'tim','',1795596496.629701,1795596497.6355393,NULL);
INSERT INTO `clock_runs` VALUES (3,'',9,'','{\"steps\": [\"jump +2d\", \"wait 1h real\", \"return\"], \"zone\": \"UTC\", \"moments\": {\"midnight\": {\"at\": \"00:00 daily\"}, \"daily-reset\": {\"at\": \"05:00 daily\", \"zone\": \"Asia/Shanghai\"}, \"weekly-reset\": {\"at\": \"mon 05:00\", \"zone\": \"Asia/Shanghai\"}, \"month-end\": {\"at\": \"month-end 23:59\"}, \"new-year\": {\"at\": \"01-01 00:00\"}, \"leap-day\": {\"at\": \"leap-day 00:00\"}, \"dst-change\": {\"at\": \"dst-change\", \"zone\": \"America/New_York\"}}, \"before\": {\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830297570, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"clock\": {\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830470370, \"rate\": 1, \"asked\": \"+2d\"}, \"position\": 1, \"wake_at\": null, \"state\": \"stopped\", \"problem\": \"tim stopped it\", \"waits_since\": 1795596497.7572527}','stopped',NULL,'tim','',1795596497.7572527,1795596497.7938406,1795596497.7572527);
INSERT INTO `clock_runs` VALUES (4,'',NULL,'raid','{\"steps\": [\"jump +2d\", \"wait 9h real\", \"jump +1d\"], \"zone\": \"UTC\", \"moments\": {\"midnight\": {\"zone\": \"UTC\", \"at\": \"00:00 daily\"}, \"daily-reset\": {\"zone\": \"Asia/Shanghai\", \"at\": \"05:00 daily\"}, \"weekly-reset\": {\"zone\": \"Asia/Shanghai\", \"at\": \"mon 05:00\"}, \"month-end\": {\"zone\": \"UTC\", \"at\": \"month-end 23:59\"}, \"new-year\": {\"zone\": \"UTC\", \"at\": \"01-01 00:00\"}, \"leap-day\": {\"zone\": \"UTC\", \"at\": \"leap-day 00:00\"}, \"dst-change\": {\"zone\": \"America/New_York\", \"at\": \"dst-change\"}}, \"before\": {\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}, \"clock\": {\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}, \"position\": 1, \"wake_at\": 1795628897.816342, \"state\": \"running\", \"problem\": \"\", \"waits_since\": 1795596497.816342}','running',1795628897.816342,'tim','goes on',1795596497.816342,NULL,1795596497.816342);
INSERT INTO `clock_runs` VALUES (5,'reset',10,'','{\"steps\": [\"jump 30s before daily-reset\"], \"zone\": \"UTC\", \"moments\": {\"midnight\": {\"at\": \"00:00 daily\"}, \"daily-reset\": {\"at\": \"05:00 daily\", \"zone\": \"Asia/Shanghai\"}, \"weekly-reset\": {\"at\": \"mon 05:00\", \"zone\": \"Asia/Shanghai\"}, \"month-end\": {\"at\": \"month-end 23:59\"}, \"new-year\": {\"at\": \"01-01 00:00\"}, \"leap-day\": {\"at\": \"leap-day 00:00\"}, \"dst-change\": {\"at\": \"dst-change\", \"zone\": \"America/New_York\"}}, \"before\": {\"mode\": \"rate\", \"offset\": 0, \"rate\": 10, \"real_anchor\": 1795596491.5809815, \"fake_anchor\": 1795596491.5809815}, \"clock\": {\"mode\": \"at\", \"offset\": 43872, \"rate\": 1, \"asked\": \"30s before daily-reset\"}, \"position\": 1, \"wake_at\": null, \"state\": \"done\", \"problem\": \"\", \"waits_since\": null}','done',NULL,'tim','',1795596497.8467107,1795596497.8467107,NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `clock_scripts` (
  `name` varchar(63) NOT NULL,
  `blueprint` varchar(63) NOT NULL DEFAULT '',
  `description` varchar(500) NOT NULL DEFAULT '',
  `steps` longtext NOT NULL CHECK (json_valid(`steps`)),
  `who` varchar(64) NOT NULL,
  `changed_at` double NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `clock_scripts` VALUES ('over-midnight','','A new day\nbegins','[\"jump 23:59:58\", \"wait 1s real\", \"real\"]','pat',1795596495.5525417);
INSERT INTO `clock_scripts` VALUES ('reset','sample','','[\"jump 30s before daily-reset\"]','pat',1795596495.5567877);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `deliveries` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `target` varchar(8) NOT NULL,
  `target_id` bigint(20) NOT NULL,
  `event_id` bigint(20) NOT NULL,
  `island_id` bigint(20) NOT NULL,
  `kind` varchar(24) NOT NULL,
  `body` longtext NOT NULL CHECK (json_valid(`body`)),
  `state` varchar(10) NOT NULL,
  `attempts` int(11) NOT NULL,
  `next_at` double NOT NULL,
  `created_at` double NOT NULL,
  `ended_at` double DEFAULT NULL,
  `status` int(11) DEFAULT NULL,
  `problem` varchar(500) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_deliveries_event` (`event_id`,`target`,`target_id`),
  KEY `ix_deliveries_created_at` (`created_at`),
  KEY `ix_deliveries_target` (`target`,`target_id`,`id`),
  KEY `ix_deliveries_turn` (`state`,`target`,`target_id`,`island_id`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=136 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `deliveries` VALUES (1,'channel',1,-1795596467332059,0,'alert','{\"title\": \"[firing] IslandsHaveNoLeader\", \"text\": \"Nobody leads\\njob=islandmgr\"}','delivered',1,1795596467.3320599,1795596467.3320599,1795596467.4928517,NULL,'');
INSERT INTO `deliveries` VALUES (2,'channel',1,-1795596467332060,0,'alert','{\"title\": \"[resolved] IslandsHaveNoLeader\", \"text\": \"Nobody leads\\njob=islandmgr\"}','delivered',1,1795596467.3320599,1795596467.3320599,1795596467.6062305,NULL,'');
INSERT INTO `deliveries` VALUES (3,'webhook',1,5,1,'running','{\"id\": 5, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:47.713Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 1, \"name\": \"sample-tim-dev-1\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27100, \"echo\": 27101, \"count\": 27102}, \"url\": \"http://127.0.0.1:57049/islands/1\"}}','delivered',1,1795596467.7190635,1795596467.7190635,1795596467.7403626,204,'');
INSERT INTO `deliveries` VALUES (4,'channel',1,5,1,'running','{\"title\": \"Island 1 is running\", \"text\": \"sample-tim-dev-1 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/1\"}','delivered',1,1795596467.7190635,1795596467.7190635,1795596467.7594469,NULL,'');
INSERT INTO `deliveries` VALUES (5,'webhook',1,6,1,'crashed','{\"id\": 6, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:47:48.653Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server ended by itself with exit code 3\", \"data\": {}, \"island\": {\"id\": 1, \"name\": \"sample-tim-dev-1\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27100, \"echo\": 27101, \"count\": 27102}, \"url\": \"http://127.0.0.1:57049/islands/1\"}}','delivered',1,1795596468.766981,1795596468.766981,1795596468.7883873,204,'');
INSERT INTO `deliveries` VALUES (6,'channel',1,6,1,'crashed','{\"title\": \"Island 1 crashed\", \"text\": \"sample-tim-dev-1 \\u00b7 tim \\u00b7 dev\\nThe server ended by itself with exit code 3\\nhttp://127.0.0.1:57049/islands/1\"}','delivered',1,1795596468.766981,1795596468.766981,1795596468.8048737,NULL,'');
INSERT INTO `deliveries` VALUES (7,'webhook',1,8,1,'stopped','{\"id\": 8, \"kind\": \"stopped\", \"at\": \"2026-11-25T08:47:49.868Z\", \"before\": \"stopping\", \"after\": \"stopped\", \"who\": \"manager\", \"message\": \"Its Pod is gone and its ports are given back\", \"data\": {}, \"island\": {\"id\": 1, \"name\": \"sample-tim-dev-1\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27100, \"echo\": 27101, \"count\": 27102}, \"url\": \"http://127.0.0.1:57049/islands/1\"}}','delivered',1,1795596469.969613,1795596469.969613,1795596470.0290108,204,'');
INSERT INTO `deliveries` VALUES (8,'webhook',1,13,2,'running','{\"id\": 13, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:50.356Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 2, \"name\": \"sample-tim-dev-2\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"raid 0\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27103, \"echo\": 27104, \"count\": 27105}, \"url\": \"http://127.0.0.1:57049/islands/2\"}}','delivered',1,1795596470.4637434,1795596470.4637434,1795596470.4872675,204,'');
INSERT INTO `deliveries` VALUES (9,'channel',1,13,2,'running','{\"title\": \"Island 2 is running\", \"text\": \"sample-tim-dev-2 \\u00b7 tim \\u00b7 dev \\u00b7 raid 0\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/2\"}','delivered',1,1795596470.4637434,1795596470.4637434,1795596470.5162952,NULL,'');
INSERT INTO `deliveries` VALUES (10,'webhook',1,18,3,'running','{\"id\": 18, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:50.689Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 3, \"name\": \"sample-tim-dev-3\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"raid 1\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27106, \"echo\": 27107, \"count\": 27108}, \"url\": \"http://127.0.0.1:57049/islands/3\"}}','delivered',1,1795596470.7066388,1795596470.7066388,1795596470.7428951,204,'');
INSERT INTO `deliveries` VALUES (11,'channel',1,18,3,'running','{\"title\": \"Island 3 is running\", \"text\": \"sample-tim-dev-3 \\u00b7 tim \\u00b7 dev \\u00b7 raid 1\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/3\"}','delivered',1,1795596470.7066388,1795596470.7066388,1795596470.77287,NULL,'');
INSERT INTO `deliveries` VALUES (12,'webhook',1,23,4,'running','{\"id\": 23, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:50.989Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 4, \"name\": \"sample-tim-dev-4\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"raid 2\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27109, \"echo\": 27110, \"count\": 27111}, \"url\": \"http://127.0.0.1:57049/islands/4\"}}','delivered',1,1795596471.0181305,1795596471.0181305,1795596471.0314662,204,'');
INSERT INTO `deliveries` VALUES (13,'channel',1,23,4,'running','{\"title\": \"Island 4 is running\", \"text\": \"sample-tim-dev-4 \\u00b7 tim \\u00b7 dev \\u00b7 raid 2\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/4\"}','delivered',1,1795596471.0181305,1795596471.0181305,1795596471.0621362,NULL,'');
INSERT INTO `deliveries` VALUES (14,'webhook',1,42,2,'running','{\"id\": 42, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:52.210Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 2, \"name\": \"sample-tim-dev-2\", \"incarnation\": 2, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"raid 0\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27103, \"echo\": 27104, \"count\": 27105}, \"url\": \"http://127.0.0.1:57049/islands/2\"}}','delivered',1,1795596472.254782,1795596472.254782,1795596472.312072,204,'');
INSERT INTO `deliveries` VALUES (15,'channel',1,42,2,'running','{\"title\": \"Island 2 is running\", \"text\": \"sample-tim-dev-2 \\u00b7 tim \\u00b7 dev \\u00b7 raid 0\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/2\"}','delivered',1,1795596472.254782,1795596472.254782,1795596472.379973,NULL,'');
INSERT INTO `deliveries` VALUES (16,'webhook',1,43,4,'running','{\"id\": 43, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:52.286Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 4, \"name\": \"sample-tim-dev-4\", \"incarnation\": 2, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"raid 2\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27109, \"echo\": 27110, \"count\": 27111}, \"url\": \"http://127.0.0.1:57049/islands/4\"}}','delivered',1,1795596472.4103506,1795596472.4103506,1795596472.4830666,204,'');
INSERT INTO `deliveries` VALUES (17,'channel',1,43,4,'running','{\"title\": \"Island 4 is running\", \"text\": \"sample-tim-dev-4 \\u00b7 tim \\u00b7 dev \\u00b7 raid 2\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/4\"}','delivered',1,1795596472.4103506,1795596472.4103506,1795596472.4925373,NULL,'');
INSERT INTO `deliveries` VALUES (18,'webhook',2,50,6,'requested','{\"id\": 50, \"kind\": \"requested\", \"at\": \"2026-11-25T08:47:52.783Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','dead',2,1795596473.4326427,1795596472.81204,1795596473.943157,503,'It answered 503 Service Unavailable');
INSERT INTO `deliveries` VALUES (19,'webhook',2,51,6,'scheduling','{\"id\": 51, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:47:52.815Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',10,1795596541.1370256,1795596472.8314245,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO `deliveries` VALUES (20,'webhook',2,52,6,'starting','{\"id\": 52, \"kind\": \"starting\", \"at\": \"2026-11-25T08:47:52.829Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-1\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',0,1795596472.8488944,1795596472.8488944,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (21,'webhook',2,53,6,'registration','{\"id\": 53, \"kind\": \"registration\", \"at\": \"2026-11-25T08:47:53.077Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.2\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',0,1795596473.2132936,1795596473.2132936,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (22,'webhook',1,54,6,'running','{\"id\": 54, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:53.252Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','delivered',1,1795596473.3809798,1795596473.3809798,1795596473.405571,204,'');
INSERT INTO `deliveries` VALUES (23,'webhook',2,54,6,'running','{\"id\": 54, \"kind\": \"running\", \"at\": \"2026-11-25T08:47:53.252Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',0,1795596473.3809798,1795596473.3809798,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (24,'webhook',1,73,7,'running','{\"id\": 73, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:10.048Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 7, \"name\": \"sample-tim-dev-7\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27115, \"echo\": 27116, \"count\": 27117}, \"url\": \"http://127.0.0.1:57049/islands/7\"}}','delivered',1,1795596490.1302507,1795596490.1302507,1795596490.1811051,204,'');
INSERT INTO `deliveries` VALUES (25,'channel',1,73,7,'running','{\"title\": \"Island 7 is running\", \"text\": \"sample-tim-dev-7 \\u00b7 tim \\u00b7 dev \\u00b7 say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/7\"}','delivered',1,1795596490.1302507,1795596490.1302507,1795596491.29782,NULL,'');
INSERT INTO `deliveries` VALUES (26,'webhook',1,74,9,'running','{\"id\": 74, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:10.232Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 9, \"name\": \"sample-tim-dev-9\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27121, \"echo\": 27122, \"count\": 27123}, \"url\": \"http://127.0.0.1:57049/islands/9\"}}','delivered',1,1795596490.3679206,1795596490.3679206,1795596490.4992576,204,'');
INSERT INTO `deliveries` VALUES (27,'channel',1,74,9,'running','{\"title\": \"Island 9 is running\", \"text\": \"sample-tim-dev-9 \\u00b7 tim \\u00b7 dev \\u00b7 say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/9\"}','delivered',1,1795596490.3679206,1795596490.3679206,1795596491.289917,NULL,'');
INSERT INTO `deliveries` VALUES (28,'webhook',1,75,8,'running','{\"id\": 75, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:10.314Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 8, \"name\": \"sample-tim-dev-8\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27118, \"echo\": 27119, \"count\": 27120}, \"url\": \"http://127.0.0.1:57049/islands/8\"}}','delivered',1,1795596490.3679206,1795596490.3679206,1795596490.4971316,204,'');
INSERT INTO `deliveries` VALUES (29,'channel',1,75,8,'running','{\"title\": \"Island 8 is running\", \"text\": \"sample-tim-dev-8 \\u00b7 tim \\u00b7 dev \\u00b7 say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/8\"}','delivered',1,1795596490.3679206,1795596490.3679206,1795596491.2954814,NULL,'');
INSERT INTO `deliveries` VALUES (30,'webhook',1,76,10,'running','{\"id\": 76, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:10.357Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 10, \"name\": \"sample-tim-dev-10\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27124, \"echo\": 27125, \"count\": 27126}, \"url\": \"http://127.0.0.1:57049/islands/10\"}}','delivered',1,1795596490.4061701,1795596490.4061701,1795596490.4996612,204,'');
INSERT INTO `deliveries` VALUES (31,'channel',1,76,10,'running','{\"title\": \"Island 10 is running\", \"text\": \"sample-tim-dev-10 \\u00b7 tim \\u00b7 dev \\u00b7 say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/10\"}','delivered',1,1795596490.4061701,1795596490.4061701,1795596491.293491,NULL,'');
INSERT INTO `deliveries` VALUES (32,'webhook',1,101,11,'running','{\"id\": 101, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:15.386Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 11, \"name\": \"static-tim-dev-11\", \"incarnation\": 1, \"blueprint\": \"static\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"none\": 27127}, \"url\": \"http://127.0.0.1:57049/islands/11\"}}','delivered',1,1795596495.4507012,1795596495.4507012,1795596495.4848318,204,'');
INSERT INTO `deliveries` VALUES (33,'channel',1,101,11,'running','{\"title\": \"Island 11 is running\", \"text\": \"static-tim-dev-11 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/11\"}','delivered',1,1795596495.4507012,1795596495.4507012,1795596495.5333745,NULL,'');
INSERT INTO `deliveries` VALUES (34,'webhook',1,125,12,'crashed','{\"id\": 125, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:18.219Z\", \"before\": \"starting\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server ended by itself with exit code 4\", \"data\": {}, \"island\": {\"id\": 12, \"name\": \"sample-tim-dev-12\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27130, \"echo\": 27131, \"count\": 27132}, \"url\": \"http://127.0.0.1:57049/islands/12\"}}','delivered',1,1795596498.3615491,1795596498.3615491,1795596498.3871338,204,'');
INSERT INTO `deliveries` VALUES (35,'channel',1,125,12,'crashed','{\"title\": \"Island 12 crashed\", \"text\": \"sample-tim-dev-12 \\u00b7 tim \\u00b7 dev\\nThe server ended by itself with exit code 4\\nhttp://127.0.0.1:57049/islands/12\"}','delivered',1,1795596498.3615491,1795596498.3615491,1795596498.4049208,NULL,'');
INSERT INTO `deliveries` VALUES (36,'webhook',1,132,12,'crashed','{\"id\": 132, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:18.586Z\", \"before\": \"starting\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server ended by itself with exit code 4\", \"data\": {}, \"island\": {\"id\": 12, \"name\": \"sample-tim-dev-12\", \"incarnation\": 2, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27130, \"echo\": 27131, \"count\": 27132}, \"url\": \"http://127.0.0.1:57049/islands/12\"}}','delivered',1,1795596498.610176,1795596498.610176,1795596498.6405156,204,'');
INSERT INTO `deliveries` VALUES (37,'channel',1,132,12,'crashed','{\"title\": \"Island 12 crashed\", \"text\": \"sample-tim-dev-12 \\u00b7 tim \\u00b7 dev\\nThe server ended by itself with exit code 4\\nhttp://127.0.0.1:57049/islands/12\"}','delivered',1,1795596498.610176,1795596498.610176,1795596498.6832573,NULL,'');
INSERT INTO `deliveries` VALUES (38,'webhook',2,133,13,'requested','{\"id\": 133, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:18.648Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',9,1795596537.1654987,1795596498.7704291,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO `deliveries` VALUES (39,'webhook',2,134,13,'scheduling','{\"id\": 134, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:18.680Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596498.7704291,1795596498.7704291,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (40,'webhook',2,135,13,'starting','{\"id\": 135, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:18.685Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-2\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596498.7704291,1795596498.7704291,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (41,'webhook',2,136,13,'registration','{\"id\": 136, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:18.858Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.3\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596498.9701893,1795596498.9701893,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (42,'webhook',1,137,13,'running','{\"id\": 137, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:19.004Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','delivered',1,1795596499.1094034,1795596499.1094034,1795596499.1280804,204,'');
INSERT INTO `deliveries` VALUES (43,'webhook',2,137,13,'running','{\"id\": 137, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:19.004Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596499.1094034,1795596499.1094034,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (44,'webhook',1,138,13,'crashed','{\"id\": 138, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:19.939Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server was ended by signal 6 (SIGABRT)\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','delivered',1,1795596500.04978,1795596500.04978,1795596500.0761657,204,'');
INSERT INTO `deliveries` VALUES (45,'webhook',2,138,13,'crashed','{\"id\": 138, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:19.939Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server was ended by signal 6 (SIGABRT)\", \"data\": {}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596500.04978,1795596500.04978,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (46,'webhook',2,139,14,'requested','{\"id\": 139, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:19.964Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',9,1795596542.375018,1795596500.04978,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (47,'webhook',2,140,14,'scheduling','{\"id\": 140, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:19.990Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596500.04978,1795596500.04978,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (48,'webhook',2,141,14,'starting','{\"id\": 141, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:19.992Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-1\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596500.04978,1795596500.04978,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (49,'webhook',2,142,14,'registration','{\"id\": 142, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:20.169Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.2\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596500.278217,1795596500.278217,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (50,'webhook',1,143,14,'running','{\"id\": 143, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:20.301Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','delivered',1,1795596500.4109743,1795596500.4109743,1795596500.4378128,204,'');
INSERT INTO `deliveries` VALUES (51,'webhook',2,143,14,'running','{\"id\": 143, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:20.301Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596500.4109743,1795596500.4109743,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (52,'webhook',1,144,14,'crashed','{\"id\": 144, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:20.337Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server was ended by signal 9 (SIGKILL)\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','delivered',1,1795596500.4109743,1795596500.4109743,1795596500.5500152,204,'');
INSERT INTO `deliveries` VALUES (53,'webhook',2,144,14,'crashed','{\"id\": 144, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:20.337Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server was ended by signal 9 (SIGKILL)\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596500.4109743,1795596500.4109743,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (54,'webhook',2,145,15,'requested','{\"id\": 145, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:20.379Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',9,1795596541.1629694,1795596500.4109743,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (55,'webhook',2,146,15,'scheduling','{\"id\": 146, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:20.399Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596500.4109743,1795596500.4109743,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (56,'webhook',2,147,15,'starting','{\"id\": 147, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:20.405Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-2\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596500.4109743,1795596500.4109743,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (57,'webhook',2,148,15,'registration','{\"id\": 148, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:20.629Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.3\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596500.7434816,1795596500.7434816,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (58,'webhook',1,149,15,'running','{\"id\": 149, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:20.797Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','delivered',1,1795596500.9007263,1795596500.9007263,1795596500.9311059,204,'');
INSERT INTO `deliveries` VALUES (59,'webhook',2,149,15,'running','{\"id\": 149, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:20.797Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596500.9007263,1795596500.9007263,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (60,'webhook',1,150,15,'crashed','{\"id\": 150, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:22.373Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','delivered',1,1795596502.5386524,1795596502.5386524,1795596502.5751045,204,'');
INSERT INTO `deliveries` VALUES (61,'webhook',2,150,15,'crashed','{\"id\": 150, \"kind\": \"crashed\", \"at\": \"2026-11-25T08:48:22.373Z\", \"before\": \"running\", \"after\": \"crashed\", \"who\": \"manager\", \"message\": \"The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi\", \"data\": {}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596502.5386524,1795596502.5386524,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (62,'webhook',2,151,16,'requested','{\"id\": 151, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:22.449Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',9,1795596540.9340806,1795596502.5386524,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (63,'webhook',2,152,16,'scheduling','{\"id\": 152, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:22.572Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596502.6651115,1795596502.6651115,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (64,'webhook',2,153,16,'starting','{\"id\": 153, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:22.584Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-1\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596502.6651115,1795596502.6651115,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (65,'webhook',2,154,16,'registration','{\"id\": 154, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:22.925Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.2\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596503.0520356,1795596503.0520356,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (66,'webhook',1,155,16,'running','{\"id\": 155, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:23.215Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','delivered',1,1795596503.3200588,1795596503.3200588,1795596503.3371878,204,'');
INSERT INTO `deliveries` VALUES (67,'webhook',2,155,16,'running','{\"id\": 155, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:23.215Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596503.3200588,1795596503.3200588,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (68,'webhook',2,156,16,'unready','{\"id\": 156, \"kind\": \"unready\", \"at\": \"2026-11-25T08:48:27.149Z\", \"before\": \"running\", \"after\": \"unready\", \"who\": \"manager\", \"message\": \"Its readiness probe fails\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596507.272825,1795596507.272825,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (69,'webhook',2,157,17,'requested','{\"id\": 157, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:27.237Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','waiting',8,1795596536.9333904,1795596507.272825,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (70,'webhook',2,158,17,'scheduling','{\"id\": 158, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:27.261Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','waiting',0,1795596507.272825,1795596507.272825,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (71,'webhook',2,159,17,'starting','{\"id\": 159, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:27.266Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-2\", \"data\": {}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','waiting',0,1795596507.301521,1795596507.301521,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (72,'webhook',1,160,17,'failed','{\"id\": 160, \"kind\": \"failed\", \"at\": \"2026-11-25T08:48:27.462Z\", \"before\": \"starting\", \"after\": \"failed\", \"who\": \"manager\", \"message\": \"A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)\", \"data\": {}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','delivered',1,1795596507.6031554,1795596507.6031554,1795596507.677745,204,'');
INSERT INTO `deliveries` VALUES (73,'webhook',2,160,17,'failed','{\"id\": 160, \"kind\": \"failed\", \"at\": \"2026-11-25T08:48:27.462Z\", \"before\": \"starting\", \"after\": \"failed\", \"who\": \"manager\", \"message\": \"A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)\", \"data\": {}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','waiting',0,1795596507.6031554,1795596507.6031554,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (74,'webhook',2,161,18,'requested','{\"id\": 161, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:27.540Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',8,1795596534.7160926,1795596507.6031554,NULL,503,'It answered 503 Service Unavailable');
INSERT INTO `deliveries` VALUES (75,'webhook',2,162,18,'scheduling','{\"id\": 162, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:27.586Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596507.6031554,1795596507.6031554,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (76,'webhook',2,163,18,'starting','{\"id\": 163, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:27.607Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-1\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596507.6285138,1795596507.6285138,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (77,'webhook',2,164,18,'registration','{\"id\": 164, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:27.762Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.2\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596507.8013673,1795596507.8013673,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (78,'webhook',1,165,18,'running','{\"id\": 165, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:28.059Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','delivered',1,1795596508.2668612,1795596508.2668612,1795596508.3643203,204,'');
INSERT INTO `deliveries` VALUES (79,'webhook',2,165,18,'running','{\"id\": 165, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:28.059Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596508.2668612,1795596508.2668612,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (80,'webhook',1,166,18,'lost','{\"id\": 166, \"kind\": \"lost\", \"at\": \"2026-11-25T08:48:28.260Z\", \"before\": \"running\", \"after\": \"lost\", \"who\": \"manager\", \"message\": \"Its Pod was deleted by somebody else, and not by the manager\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','delivered',1,1795596508.2879703,1795596508.2879703,1795596508.4986393,204,'');
INSERT INTO `deliveries` VALUES (81,'webhook',2,166,18,'lost','{\"id\": 166, \"kind\": \"lost\", \"at\": \"2026-11-25T08:48:28.260Z\", \"before\": \"running\", \"after\": \"lost\", \"who\": \"manager\", \"message\": \"Its Pod was deleted by somebody else, and not by the manager\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596508.2879703,1795596508.2879703,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (82,'webhook',1,171,19,'running','{\"id\": 171, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:28.906Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 19, \"name\": \"sample-tim-dev-19\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27151, \"echo\": 27152, \"count\": 27153}, \"url\": \"http://127.0.0.1:57049/islands/19\"}}','delivered',1,1795596508.9811985,1795596508.9811985,1795596509.0622425,204,'');
INSERT INTO `deliveries` VALUES (83,'channel',1,171,19,'running','{\"title\": \"Island 19 is running\", \"text\": \"sample-tim-dev-19 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/19\"}','delivered',1,1795596508.9811985,1795596508.9811985,1795596509.1044304,NULL,'');
INSERT INTO `deliveries` VALUES (84,'webhook',1,177,19,'running','{\"id\": 177, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:29.563Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 19, \"name\": \"sample-tim-dev-19\", \"incarnation\": 2, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27151, \"echo\": 27152, \"count\": 27153}, \"url\": \"http://127.0.0.1:57049/islands/19\"}}','delivered',1,1795596509.597888,1795596509.597888,1795596509.666177,204,'');
INSERT INTO `deliveries` VALUES (85,'channel',1,177,19,'running','{\"title\": \"Island 19 is running\", \"text\": \"sample-tim-dev-19 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/19\"}','delivered',1,1795596509.597888,1795596509.597888,1795596509.7198548,NULL,'');
INSERT INTO `deliveries` VALUES (86,'webhook',1,182,20,'running','{\"id\": 182, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:30.030Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 20, \"name\": \"sample-tim-dev-20\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27154, \"echo\": 27155, \"count\": 27156}, \"url\": \"http://127.0.0.1:57049/islands/20\"}}','delivered',1,1795596510.196474,1795596510.196474,1795596510.2515461,204,'');
INSERT INTO `deliveries` VALUES (87,'channel',1,182,20,'running','{\"title\": \"Island 20 is running\", \"text\": \"sample-tim-dev-20 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/20\"}','delivered',1,1795596510.196474,1795596510.196474,1795596510.2876685,NULL,'');
INSERT INTO `deliveries` VALUES (88,'webhook',1,184,20,'stopped','{\"id\": 184, \"kind\": \"stopped\", \"at\": \"2026-11-25T08:48:30.324Z\", \"before\": \"stopping\", \"after\": \"stopped\", \"who\": \"manager\", \"message\": \"Its Pod is gone and its ports are given back\", \"data\": {}, \"island\": {\"id\": 20, \"name\": \"sample-tim-dev-20\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27154, \"echo\": 27155, \"count\": 27156}, \"url\": \"http://127.0.0.1:57049/islands/20\"}}','delivered',1,1795596510.4341435,1795596510.4341435,1795596510.4956808,204,'');
INSERT INTO `deliveries` VALUES (89,'webhook',2,194,24,'requested','{\"id\": 194, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:30.655Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',8,1795596537.3605387,1795596510.835282,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (90,'webhook',2,195,24,'scheduling','{\"id\": 195, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:30.823Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"\", \"host\": \"\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',0,1795596510.835282,1795596510.835282,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (91,'webhook',2,197,24,'starting','{\"id\": 197, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:30.834Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-2\", \"data\": {}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',0,1795596510.853093,1795596510.853093,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (92,'webhook',2,200,24,'registration','{\"id\": 200, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:31.187Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.3\", \"data\": {}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',0,1795596511.3396313,1795596511.3396313,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (93,'webhook',1,201,23,'running','{\"id\": 201, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:31.250Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 23, \"name\": \"sample-tim-dev-23\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27163, \"echo\": 27164, \"count\": 27165}, \"url\": \"http://127.0.0.1:57049/islands/23\"}}','delivered',1,1795596511.3396313,1795596511.3396313,1795596511.4378068,204,'');
INSERT INTO `deliveries` VALUES (94,'channel',1,201,23,'running','{\"title\": \"Island 23 is running\", \"text\": \"sample-tim-dev-23 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/23\"}','delivered',1,1795596511.3396313,1795596511.3396313,1795596511.4723692,NULL,'');
INSERT INTO `deliveries` VALUES (95,'webhook',1,202,24,'running','{\"id\": 202, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:31.325Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','delivered',1,1795596511.3396313,1795596511.3396313,1795596511.4369981,204,'');
INSERT INTO `deliveries` VALUES (96,'webhook',2,202,24,'running','{\"id\": 202, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:31.325Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',0,1795596511.3396313,1795596511.3396313,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (97,'channel',1,216,25,'ending','{\"title\": \"Island 25 ends soon\", \"text\": \"sample-tim-dev-25 \\u00b7 tim \\u00b7 dev\\nIts lifetime ends soon\\nIt ends at 2026-11-25 08:48 UTC. Extend it: http://127.0.0.1:57049/islands/25\"}','delivered',1,1795596525.154525,1795596525.154525,1795596525.4948041,NULL,'');
INSERT INTO `deliveries` VALUES (98,'webhook',1,219,25,'stopped','{\"id\": 219, \"kind\": \"stopped\", \"at\": \"2026-11-25T08:48:45.940Z\", \"before\": \"stopping\", \"after\": \"stopped\", \"who\": \"manager\", \"message\": \"Its Pod is gone and its ports are given back\", \"data\": {}, \"island\": {\"id\": 25, \"name\": \"sample-tim-dev-25\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27169, \"echo\": 27170, \"count\": 27171}, \"url\": \"http://127.0.0.1:57049/islands/25\"}}','delivered',1,1795596526.0492072,1795596526.0492072,1795596526.091516,204,'');
INSERT INTO `deliveries` VALUES (99,'channel',1,223,26,'ending','{\"title\": \"Island 26 ends soon\", \"text\": \"sample-tim-dev-26 \\u00b7 tim \\u00b7 dev\\nIts lifetime ends soon\\nIt ends at 2026-11-25 09:42 UTC. Extend it: http://127.0.0.1:57049/islands/26\"}','delivered',1,1795596526.0492072,1795596526.0492072,1795596526.1554832,NULL,'');
INSERT INTO `deliveries` VALUES (100,'webhook',2,231,6,'moving','{\"id\": 231, \"kind\": \"moving\", \"at\": \"2026-11-25T08:48:46.701Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It moves to another node soon: olga empties node local-1\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',0,1795596526.883322,1795596526.883322,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (101,'webhook',1,233,26,'running','{\"id\": 233, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:46.748Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 26, \"name\": \"sample-tim-dev-26\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27172, \"echo\": 27173, \"count\": 27174}, \"url\": \"http://127.0.0.1:57049/islands/26\"}}','waiting',5,1795596534.4227123,1795596526.883322,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (102,'channel',1,233,26,'running','{\"title\": \"Island 26 is running\", \"text\": \"sample-tim-dev-26 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/26\"}','delivered',1,1795596526.883322,1795596526.883322,1795596526.997236,NULL,'');
INSERT INTO `deliveries` VALUES (103,'webhook',2,237,14,'ending','{\"id\": 237, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:46.701Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-1\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"stop\"}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596526.883322,1795596526.883322,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (104,'webhook',2,238,16,'moving','{\"id\": 238, \"kind\": \"moving\", \"at\": \"2026-11-25T08:48:46.701Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It moves to another node soon: olga empties node local-1\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596526.883322,1795596526.883322,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (105,'webhook',2,239,18,'ending','{\"id\": 239, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:46.701Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-1\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"stop\"}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596526.883322,1795596526.883322,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (106,'webhook',2,245,6,'note','{\"id\": 245, \"kind\": \"note\", \"at\": \"2026-11-25T08:48:46.874Z\", \"before\": \"\", \"after\": \"\", \"who\": \"manager\", \"message\": \"It stays on its node: Broken off by olga\", \"data\": {}, \"island\": {\"id\": 6, \"name\": \"sample-tess-dev-6\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27112, \"echo\": 27113, \"count\": 27114}, \"url\": \"http://127.0.0.1:57049/islands/6\"}}','waiting',0,1795596527.27568,1795596527.27568,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (107,'webhook',1,248,27,'running','{\"id\": 248, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:46.961Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 27, \"name\": \"sample-tim-dev-27\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"for the reset test\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27175, \"echo\": 27176, \"count\": 27177}, \"url\": \"http://127.0.0.1:57049/islands/27\"}}','waiting',5,1795596535.2861094,1795596527.27568,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (108,'channel',1,248,27,'running','{\"title\": \"Island 27 is running\", \"text\": \"sample-tim-dev-27 \\u00b7 tim \\u00b7 dev \\u00b7 for the reset test\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/27\"}','delivered',1,1795596527.27568,1795596527.27568,1795596527.7603204,NULL,'');
INSERT INTO `deliveries` VALUES (109,'webhook',2,251,14,'note','{\"id\": 251, \"kind\": \"note\", \"at\": \"2026-11-25T08:48:46.874Z\", \"before\": \"\", \"after\": \"\", \"who\": \"manager\", \"message\": \"It stays on its node: Broken off by olga\", \"data\": {}, \"island\": {\"id\": 14, \"name\": \"sample-tess-dev-14\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27136, \"echo\": 27137, \"count\": 27138}, \"url\": \"http://127.0.0.1:57049/islands/14\"}}','waiting',0,1795596527.27568,1795596527.27568,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (110,'webhook',2,252,16,'note','{\"id\": 252, \"kind\": \"note\", \"at\": \"2026-11-25T08:48:46.874Z\", \"before\": \"\", \"after\": \"\", \"who\": \"manager\", \"message\": \"It stays on its node: Broken off by olga\", \"data\": {}, \"island\": {\"id\": 16, \"name\": \"sample-tess-dev-16\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27142, \"echo\": 27143, \"count\": 27144}, \"url\": \"http://127.0.0.1:57049/islands/16\"}}','waiting',0,1795596527.27568,1795596527.27568,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (111,'webhook',2,253,18,'note','{\"id\": 253, \"kind\": \"note\", \"at\": \"2026-11-25T08:48:46.874Z\", \"before\": \"\", \"after\": \"\", \"who\": \"manager\", \"message\": \"It stays on its node: Broken off by olga\", \"data\": {}, \"island\": {\"id\": 18, \"name\": \"sample-tess-dev-18\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27148, \"echo\": 27149, \"count\": 27150}, \"url\": \"http://127.0.0.1:57049/islands/18\"}}','waiting',0,1795596527.27568,1795596527.27568,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (112,'channel',1,259,2,'ending','{\"title\": \"Island 2 ends soon\", \"text\": \"sample-tim-dev-2 \\u00b7 tim \\u00b7 dev \\u00b7 raid 0\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/2\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596527.9021583,NULL,'');
INSERT INTO `deliveries` VALUES (113,'channel',1,260,3,'ending','{\"title\": \"Island 3 ends soon\", \"text\": \"sample-tim-dev-3 \\u00b7 tim \\u00b7 dev \\u00b7 raid 1\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/3\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596527.7584615,NULL,'');
INSERT INTO `deliveries` VALUES (114,'channel',1,261,4,'ending','{\"title\": \"Island 4 ends soon\", \"text\": \"sample-tim-dev-4 \\u00b7 tim \\u00b7 dev \\u00b7 raid 2\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/4\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596527.9079046,NULL,'');
INSERT INTO `deliveries` VALUES (115,'channel',1,262,10,'ending','{\"title\": \"Island 10 ends soon\", \"text\": \"sample-tim-dev-10 \\u00b7 tim \\u00b7 dev \\u00b7 say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/10\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596527.9105458,NULL,'');
INSERT INTO `deliveries` VALUES (116,'channel',1,263,12,'ending','{\"title\": \"Island 12 ends soon\", \"text\": \"sample-tim-dev-12 \\u00b7 tim \\u00b7 dev\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/12\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596527.9047277,NULL,'');
INSERT INTO `deliveries` VALUES (117,'webhook',2,264,13,'ending','{\"id\": 264, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:47.254Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-2\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}, \"island\": {\"id\": 13, \"name\": \"sample-tess-dev-13\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27133, \"echo\": 27134, \"count\": 27135}, \"url\": \"http://127.0.0.1:57049/islands/13\"}}','waiting',0,1795596527.3307087,1795596527.3307087,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (118,'webhook',2,265,15,'ending','{\"id\": 265, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:47.254Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-2\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}, \"island\": {\"id\": 15, \"name\": \"sample-tess-dev-15\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27139, \"echo\": 27140, \"count\": 27141}, \"url\": \"http://127.0.0.1:57049/islands/15\"}}','waiting',0,1795596527.3307087,1795596527.3307087,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (119,'webhook',2,266,17,'ending','{\"id\": 266, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:47.254Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-2\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}, \"island\": {\"id\": 17, \"name\": \"sample-tess-dev-17\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27145, \"echo\": 27146, \"count\": 27147}, \"url\": \"http://127.0.0.1:57049/islands/17\"}}','waiting',0,1795596527.3307087,1795596527.3307087,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (120,'channel',1,267,22,'ending','{\"title\": \"Island 22 ends soon\", \"text\": \"sample-tim-dev-22 \\u00b7 tim \\u00b7 dev\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/22\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596528.1550553,NULL,'');
INSERT INTO `deliveries` VALUES (121,'webhook',2,268,24,'ending','{\"id\": 268, \"kind\": \"ending\", \"at\": \"2026-11-25T08:48:47.254Z\", \"before\": \"\", \"after\": \"\", \"who\": \"olga\", \"message\": \"It is stopped soon: olga empties node local-2\", \"data\": {\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}, \"island\": {\"id\": 24, \"name\": \"sample-tess-dev-24\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27166, \"echo\": 27167, \"count\": 27168}, \"url\": \"http://127.0.0.1:57049/islands/24\"}}','waiting',0,1795596527.3307087,1795596527.3307087,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (122,'channel',1,269,26,'ending','{\"title\": \"Island 26 ends soon\", \"text\": \"sample-tim-dev-26 \\u00b7 tim \\u00b7 dev\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 04:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/26\"}','delivered',1,1795596527.3307087,1795596527.3307087,1795596528.1536965,NULL,'');
INSERT INTO `deliveries` VALUES (123,'channel',1,281,4,'ending','{\"title\": \"Island 4 ends soon\", \"text\": \"sample-tim-dev-4 \\u00b7 tim \\u00b7 dev \\u00b7 raid 2\\nIt is stopped soon: olga empties node local-2\\nIt is stopped at 2026-11-26 07:48 UTC, as its node is emptied. Ask for more time: http://127.0.0.1:57049/islands/4\"}','delivered',1,1795596528.126613,1795596528.126613,1795596528.2972617,NULL,'');
INSERT INTO `deliveries` VALUES (124,'webhook',1,286,10,'stopped','{\"id\": 286, \"kind\": \"stopped\", \"at\": \"2026-11-25T08:48:48.602Z\", \"before\": \"stopping\", \"after\": \"stopped\", \"who\": \"manager\", \"message\": \"Its Pod is gone and its ports are given back\", \"data\": {}, \"island\": {\"id\": 10, \"name\": \"sample-tim-dev-10\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"say \\\"hi\\\" & it\'s {{ bye }};\\n\\u7b2c\\u4e8c\\u884c \\ud83c\\udfdd \\\\ %s\", \"node\": \"local-2\", \"host\": \"127.0.2.3\", \"ports\": {\"time\": 27124, \"echo\": 27125, \"count\": 27126}, \"url\": \"http://127.0.0.1:57049/islands/10\"}}','waiting',4,1795596533.3987484,1795596528.7425175,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (125,'webhook',2,287,28,'requested','{\"id\": 287, \"kind\": \"requested\", \"at\": \"2026-11-25T08:48:48.671Z\", \"before\": \"\", \"after\": \"requested\", \"who\": \"tess\", \"message\": \"Start asked for\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',4,1795596533.2039547,1795596528.7425175,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=33735): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (126,'webhook',2,289,28,'scheduling','{\"id\": 289, \"kind\": \"scheduling\", \"at\": \"2026-11-25T08:48:48.721Z\", \"before\": \"requested\", \"after\": \"scheduling\", \"who\": \"manager\", \"message\": \"Its Pod is created and waits for a node\", \"data\": {}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',0,1795596528.7425175,1795596528.7425175,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (127,'webhook',2,290,28,'starting','{\"id\": 290, \"kind\": \"starting\", \"at\": \"2026-11-25T08:48:48.730Z\", \"before\": \"scheduling\", \"after\": \"starting\", \"who\": \"manager\", \"message\": \"On node local-1\", \"data\": {}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',0,1795596528.7425175,1795596528.7425175,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (128,'webhook',2,291,28,'registration','{\"id\": 291, \"kind\": \"registration\", \"at\": \"2026-11-25T08:48:49.115Z\", \"before\": \"\", \"after\": \"\", \"who\": \"pod\", \"message\": \"Registered from 127.0.2.2\", \"data\": {}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',0,1795596529.3127933,1795596529.3127933,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (129,'webhook',1,304,28,'running','{\"id\": 304, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:49.395Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"nobody hears of this yet\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',4,1795596534.3481379,1795596529.5153477,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (130,'webhook',2,304,28,'running','{\"id\": 304, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:49.395Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"nobody hears of this yet\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',0,1795596529.5153477,1795596529.5153477,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (131,'webhook',2,305,28,'note','{\"id\": 305, \"kind\": \"note\", \"at\": \"2026-11-25T08:48:49.462Z\", \"before\": \"running\", \"after\": \"running\", \"who\": \"tess\", \"message\": \"Note changed\", \"data\": {\"source\": \"token islandctl, 127.0.0.1\"}, \"island\": {\"id\": 28, \"name\": \"sample-tess-dev-28\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tess\", \"note\": \"nobody hears of this yet\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27178, \"echo\": 27179, \"count\": 27180}, \"url\": \"http://127.0.0.1:57049/islands/28\"}}','waiting',0,1795596529.5153477,1795596529.5153477,NULL,NULL,'');
INSERT INTO `deliveries` VALUES (132,'webhook',1,310,29,'running','{\"id\": 310, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:50.305Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 29, \"name\": \"sample-tim-dev-29\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27181, \"echo\": 27182, \"count\": 27183}, \"url\": \"http://127.0.0.1:57049/islands/29\"}}','waiting',3,1795596533.144796,1795596530.3250625,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (133,'channel',1,310,29,'running','{\"title\": \"Island 29 is running\", \"text\": \"sample-tim-dev-29 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/29\"}','delivered',1,1795596530.3250625,1795596530.3250625,1795596530.4135683,NULL,'');
INSERT INTO `deliveries` VALUES (134,'webhook',1,315,30,'running','{\"id\": 315, \"kind\": \"running\", \"at\": \"2026-11-25T08:48:51.147Z\", \"before\": \"starting\", \"after\": \"running\", \"who\": \"manager\", \"message\": \"Its server is ready\", \"data\": {}, \"island\": {\"id\": 30, \"name\": \"sample-tim-dev-30\", \"incarnation\": 1, \"blueprint\": \"sample\", \"branch\": \"dev\", \"owner\": \"tim\", \"note\": \"\", \"node\": \"local-1\", \"host\": \"127.0.2.2\", \"ports\": {\"time\": 27184, \"echo\": 27185, \"count\": 27186}, \"url\": \"http://127.0.0.1:57049/islands/30\"}}','waiting',2,1795596532.8430638,1795596531.1718242,NULL,NULL,'It could not be reached: HTTPConnection(host=\'127.0.0.1\', port=43175): Failed to establish a new connection: [Errno 111] Connection refused');
INSERT INTO `deliveries` VALUES (135,'channel',1,315,30,'running','{\"title\": \"Island 30 is running\", \"text\": \"sample-tim-dev-30 \\u00b7 tim \\u00b7 dev\\nIts server is ready\\nhttp://127.0.0.1:57049/islands/30\"}','delivered',1,1795596531.1718242,1795596531.1718242,1795596531.3907855,NULL,'');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `drain_items` (
  `drain_id` bigint(20) NOT NULL,
  `island_id` bigint(20) NOT NULL,
  `name` varchar(120) NOT NULL,
  `owner` varchar(64) NOT NULL,
  `node` varchar(253) NOT NULL,
  `action` varchar(8) NOT NULL,
  `can_move` tinyint(1) NOT NULL,
  `why` text NOT NULL,
  `state` varchar(12) NOT NULL,
  `incarnation` int(11) NOT NULL,
  `at` double NOT NULL,
  `target` varchar(253) NOT NULL,
  `due_at` double DEFAULT NULL,
  `left_at` double DEFAULT NULL,
  `back_at` double DEFAULT NULL,
  `more` longtext DEFAULT NULL CHECK (json_valid(`more`)),
  PRIMARY KEY (`drain_id`,`island_id`),
  KEY `ix_drain_items_island_id` (`island_id`),
  CONSTRAINT `fk_drain_items_drain_id` FOREIGN KEY (`drain_id`) REFERENCES `drains` (`id`),
  CONSTRAINT `fk_drain_items_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `drain_items` VALUES (1,2,'sample-tim-dev-2','tim','local-1','move',1,'Runs on local-2','done',2,1795596472.3835833,'local-2',NULL,1795596471.4891686,1795596472.210439,NULL);
INSERT INTO `drain_items` VALUES (1,4,'sample-tim-dev-4','tim','local-1','move',1,'Runs on local-2','done',2,1795596472.3835833,'local-2',NULL,1795596471.4966316,1795596472.28626,NULL);
INSERT INTO `drain_items` VALUES (2,5,'sample-pat-weekly-5','pat','local-3','move',0,'No other open node has the labels branch=weekly','failed',0,1795596472.6998131,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,6,'sample-tess-dev-6','tess','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,7,'sample-tim-dev-7','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,8,'sample-tim-dev-8','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,9,'sample-tim-dev-9','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,11,'static-tim-dev-11','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,14,'sample-tess-dev-14','tess','local-1','stop',1,'It is crashed; what it left is kept, its Pod goes','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,16,'sample-tess-dev-16','tess','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,18,'sample-tess-dev-18','tess','local-1','stop',1,'It is lost; what it left is kept, its Pod goes','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,19,'sample-tim-dev-19','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,23,'sample-tim-dev-23','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (3,27,'sample-tim-dev-27','tim','local-1','move',1,'','waiting',0,0,'local-2',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,2,'sample-tim-dev-2','tim','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,'{\"until\": 1795679326.0, \"who\": \"tim\", \"reason\": \"the raid test on 2\", \"at\": 1795596527.6548576}');
INSERT INTO `drain_items` VALUES (4,3,'sample-tim-dev-3','tim','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,4,'sample-tim-dev-4','tim','local-2','stop',1,'','waiting',0,0,'',1795679327,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,10,'sample-tim-dev-10','tim','local-2','stop',1,'Stopped','done',0,1795596528.6902661,'',1795596528.1186242,1795596528.210812,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,12,'sample-tim-dev-12','tim','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,13,'sample-tess-dev-13','tess','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,15,'sample-tess-dev-15','tess','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,17,'sample-tess-dev-17','tess','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,22,'sample-tim-dev-22','tim','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,24,'sample-tess-dev-24','tess','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
INSERT INTO `drain_items` VALUES (4,26,'sample-tim-dev-26','tim','local-2','stop',1,'','waiting',0,0,'',NULL,NULL,NULL,NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `drains` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `selector` varchar(1000) NOT NULL,
  `mode` varchar(8) NOT NULL,
  `state` varchar(12) NOT NULL,
  `nodes` longtext NOT NULL CHECK (json_valid(`nodes`)),
  `who` varchar(64) NOT NULL,
  `created_at` double NOT NULL,
  `grace_seconds` int(11) DEFAULT NULL,
  `at_once` int(11) NOT NULL,
  `max_failures` int(11) NOT NULL,
  `message` text NOT NULL,
  `ended_at` double DEFAULT NULL,
  `cordoned` tinyint(1) NOT NULL,
  `starts_at` double DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_drains_state` (`state`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `drains` VALUES (1,'branch=dev,rack=a','move','done','[\"local-1\"]','olga',1795596471.4374588,NULL,2,3,'All 2 islands have left',1795596472.4351892,1,NULL);
INSERT INTO `drains` VALUES (2,'branch=weekly','move','failed','[\"local-3\"]','olga',1795596472.6306825,NULL,1,0,'Given up: 1 islands could not leave, 0 may fail',1795596472.712397,1,NULL);
INSERT INTO `drains` VALUES (3,'kubernetes.io/hostname=local-1','move','stopped','[\"local-1\"]','olga',1795596526.7012665,NULL,1,3,'Broken off by olga',1795596526.8749702,1,1795668526);
INSERT INTO `drains` VALUES (4,'branch=dev,rack=b','stop','running','[\"local-2\"]','olga',1795596527.2542822,9,1,3,'',NULL,1,1795668526);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `epochs` (
  `name` varchar(63) NOT NULL,
  `number` int(11) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `epochs` VALUES ('access',4);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `events` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `island_id` bigint(20) NOT NULL,
  `incarnation` int(11) NOT NULL,
  `at` double NOT NULL,
  `kind` varchar(24) NOT NULL,
  `before` varchar(12) NOT NULL DEFAULT '',
  `after` varchar(12) NOT NULL DEFAULT '',
  `who` varchar(64) NOT NULL,
  `message` text NOT NULL,
  `data` longtext NOT NULL CHECK (json_valid(`data`)),
  PRIMARY KEY (`id`),
  KEY `ix_events_island_id_id` (`island_id`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=319 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `events` VALUES (1,1,1,1795596467.3431435,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (2,1,1,1795596467.3770254,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (3,1,1,1795596467.3869371,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (4,1,1,1795596467.585485,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (5,1,1,1795596467.7139642,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (6,1,1,1795596468.6533449,'state','running','crashed','manager','The server ended by itself with exit code 3','{}');
INSERT INTO `events` VALUES (7,1,1,1795596469.84162,'state','crashed','stopping','lifetime','Slimmed 0.000277778 hours after it ended: what it left is kept, its Pod and ports went back','{}');
INSERT INTO `events` VALUES (8,1,1,1795596469.868738,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO `events` VALUES (9,2,1,1795596469.9395623,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (10,2,1,1795596469.9767363,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (11,2,1,1795596469.9799838,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (12,2,1,1795596470.180298,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (13,2,1,1795596470.356358,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (14,3,1,1795596470.3962452,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (15,3,1,1795596470.4280262,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (16,3,1,1795596470.4363477,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (17,3,1,1795596470.5908782,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (18,3,1,1795596470.6898458,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (19,4,1,1795596470.7308276,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (20,4,1,1795596470.7670395,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (21,4,1,1795596470.7710333,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (22,4,1,1795596470.8960695,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (23,4,1,1795596470.9896388,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (24,5,1,1795596471.0616195,'state','','requested','olga','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (25,5,1,1795596471.095341,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (26,5,1,1795596471.0983505,'state','scheduling','starting','manager','On node local-3','{}');
INSERT INTO `events` VALUES (27,5,1,1795596471.212143,'registration','','','pod','Registered from 127.0.2.4','{}');
INSERT INTO `events` VALUES (28,5,1,1795596471.3882058,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (29,0,0,1795596471.4374728,'row','','','manager','','{\"drain\": 1, \"islands\": [2, 4]}');
INSERT INTO `events` VALUES (30,2,2,1795596471.4891686,'state','running','requested','olga','Moves away from node local-1, which is drained','{\"source\": \"drain 1\"}');
INSERT INTO `events` VALUES (31,0,0,1795596471.4891686,'row','','','manager','','{\"drain\": 1, \"islands\": [2]}');
INSERT INTO `events` VALUES (32,4,2,1795596471.4966316,'state','running','requested','olga','Moves away from node local-1, which is drained','{\"source\": \"drain 1\"}');
INSERT INTO `events` VALUES (33,0,0,1795596471.4966316,'row','','','manager','','{\"drain\": 1, \"islands\": [4]}');
INSERT INTO `events` VALUES (34,2,2,1795596471.534637,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO `events` VALUES (35,4,2,1795596471.5979366,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO `events` VALUES (36,4,2,1795596471.69434,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (37,4,2,1795596471.7000895,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (38,2,2,1795596471.7270036,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (39,2,2,1795596471.7287362,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (40,2,2,1795596471.9205327,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (41,4,2,1795596472.0102444,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (42,2,2,1795596472.2104893,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (43,4,2,1795596472.2863128,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (44,0,0,1795596472.3835833,'row','','','manager','','{\"drain\": 1, \"islands\": [2]}');
INSERT INTO `events` VALUES (45,0,0,1795596472.3835833,'row','','','manager','','{\"drain\": 1, \"islands\": [4]}');
INSERT INTO `events` VALUES (46,0,0,1795596472.4351892,'row','','','manager','','{\"drain\": 1, \"islands\": []}');
INSERT INTO `events` VALUES (47,0,0,1795596472.6306932,'row','','','manager','','{\"drain\": 2, \"islands\": [5]}');
INSERT INTO `events` VALUES (48,0,0,1795596472.6998131,'row','','','manager','','{\"drain\": 2, \"islands\": [5]}');
INSERT INTO `events` VALUES (49,0,0,1795596472.712397,'row','','','manager','','{\"drain\": 2, \"islands\": []}');
INSERT INTO `events` VALUES (50,6,1,1795596472.7835498,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (51,6,1,1795596472.8159778,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (52,6,1,1795596472.8295195,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (53,6,1,1795596473.0775454,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (54,6,1,1795596473.2522316,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (55,6,1,1795596488.7692966,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (56,5,1,1795596488.8798892,'node','','','manager','Node local-3 takes new islands again','{\"node\": \"local-3\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (57,7,1,1795596489.2852457,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (58,7,1,1795596489.3832715,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (59,7,1,1795596489.3945649,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (60,8,1,1795596489.3785417,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (61,9,1,1795596489.4080002,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (62,8,1,1795596489.431635,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (63,8,1,1795596489.4470098,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (64,10,1,1795596489.4557064,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (65,9,1,1795596489.500632,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (66,9,1,1795596489.5111933,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (67,10,1,1795596489.5575907,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (68,10,1,1795596489.5718892,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (69,7,1,1795596489.7020276,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (70,8,1,1795596489.8645847,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (71,9,1,1795596489.888826,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (72,10,1,1795596489.9749758,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (73,7,1,1795596490.0487642,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (74,9,1,1795596490.232293,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (75,8,1,1795596490.3148134,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (76,10,1,1795596490.357854,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (77,9,1,1795596490.499074,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (New Year)','{\"clock\": {\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"why\": \"New Year\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (78,9,1,1795596490.742009,'row','','','manager','','{}');
INSERT INTO `events` VALUES (79,9,1,1795596490.815991,'clock','','','tim','Clock set: +1h','{\"clock\": {\"mode\": \"shift\", \"offset\": 34704680, \"rate\": 1, \"asked\": \"+1h\"}, \"before\": {\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (80,9,1,1795596491.0237746,'row','','','manager','','{}');
INSERT INTO `events` VALUES (81,9,1,1795596491.1585646,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (too far)','{\"clock\": {\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"before\": {\"mode\": \"shift\", \"offset\": 34704680, \"rate\": 1, \"asked\": \"+1h\"}, \"why\": \"too far\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (82,9,1,1795596491.4310741,'row','','','manager','','{}');
INSERT INTO `events` VALUES (83,9,1,1795596491.447121,'clock','','','tim','Clock set: 30s before daily-reset','{\"clock\": {\"mode\": \"at\", \"offset\": 34776679, \"rate\": 1, \"asked\": \"30s before daily-reset\"}, \"before\": {\"mode\": \"at\", \"offset\": 34701080, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (84,9,1,1795596491.564253,'row','','','manager','','{}');
INSERT INTO `events` VALUES (85,10,1,1795596491.5809815,'clock','','','tim','Clock set: rate','{\"clock\": {\"mode\": \"rate\", \"offset\": 0, \"rate\": 10, \"real_anchor\": 1795596491.5809815, \"fake_anchor\": 1795596491.5809815}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (86,10,1,1795596491.7401116,'row','','','manager','','{}');
INSERT INTO `events` VALUES (87,7,1,1795596491.7649899,'clock','','','tim','Joined clock group raid','{\"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (88,8,1,1795596491.7649899,'clock','','','tim','Joined clock group raid','{\"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (89,7,1,1795596491.9548664,'clock','','','tim','Clock set for group raid: 2026-12-31 23:58 (元旦)','{\"clock\": {\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"why\": \"\\u5143\\u65e6\", \"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (90,8,1,1795596491.9548664,'clock','','','tim','Clock set for group raid: 2026-12-31 23:58 (元旦)','{\"clock\": {\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"why\": \"\\u5143\\u65e6\", \"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (91,8,1,1795596493.0870066,'row','','','manager','','{}');
INSERT INTO `events` VALUES (92,7,1,1795596493.0938525,'row','','','manager','','{}');
INSERT INTO `events` VALUES (93,7,1,1795596493.1198595,'clock','','','tim','Clock set for group raid: +3d','{\"clock\": {\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}, \"before\": {\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}, \"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (94,8,1,1795596493.1198595,'clock','','','tim','Clock set for group raid: +3d','{\"clock\": {\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}, \"before\": {\"mode\": \"at\", \"offset\": 3164987, \"rate\": 1, \"asked\": \"2026-12-31 23:58\"}, \"group\": \"raid\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (95,8,1,1795596495.0872273,'row','','','manager','','{}');
INSERT INTO `events` VALUES (96,7,1,1795596495.0938678,'row','','','manager','','{}');
INSERT INTO `events` VALUES (97,11,1,1795596495.1515615,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (98,11,1,1795596495.170838,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (99,11,1,1795596495.1724498,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (100,11,1,1795596495.339732,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (101,11,1,1795596495.3864658,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (102,9,1,1795596495.5345883,'clock','','','manager','Somebody changed the clock in the Pod: its line was \'+99\'; it was put right','{\"found\": \"+99\"}');
INSERT INTO `events` VALUES (103,9,1,1795596495.5612803,'clock','','','tim','Clock set by script over-midnight: 23:59:58 (midnight)','{\"clock\": {\"mode\": \"at\", \"offset\": 34787502, \"rate\": 1, \"asked\": \"23:59:58\"}, \"before\": {\"mode\": \"at\", \"offset\": 34776679, \"rate\": 1, \"asked\": \"30s before daily-reset\"}, \"why\": \"midnight\", \"script\": \"over-midnight\", \"run\": 1, \"source\": \"script\"}');
INSERT INTO `events` VALUES (104,9,1,1795596495.648852,'row','','','manager','','{}');
INSERT INTO `events` VALUES (105,9,1,1795596496.5649276,'clock','','','tim','Clock set by script over-midnight: real (midnight)','{\"clock\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"before\": {\"mode\": \"at\", \"offset\": 34787502, \"rate\": 1, \"asked\": \"23:59:58\"}, \"why\": \"midnight\", \"script\": \"over-midnight\", \"run\": 1, \"source\": \"script\"}');
INSERT INTO `events` VALUES (106,9,1,1795596496.5649276,'clock','','','tim','Script over-midnight done','{\"run\": 1, \"state\": \"done\", \"source\": \"script\"}');
INSERT INTO `events` VALUES (107,9,1,1795596496.629701,'clock','','','tim','Clock set by a script: 2099-12-31 23:00','{\"clock\": {\"mode\": \"at\", \"offset\": 2306844703, \"rate\": 1, \"asked\": \"2099-12-31 23:00\"}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"run\": 2, \"source\": \"script\"}');
INSERT INTO `events` VALUES (108,9,1,1795596496.722452,'row','','','manager','','{}');
INSERT INTO `events` VALUES (109,9,1,1795596497.6355393,'clock','','','tim','A script failed: Step 3, \'jump +2h\': \'+2h\' is outside what an island can show: 2000-01-01 00:00:00 to 2099-12-31 23:59:59 UTC.','{\"run\": 2, \"state\": \"failed\", \"source\": \"script\"}');
INSERT INTO `events` VALUES (110,9,1,1795596497.6529634,'clock','','','tim','Clock set: 2027-12-31 23:59:30 (for a screenshot)','{\"clock\": {\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830297570, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"before\": {\"mode\": \"at\", \"offset\": 2306844703, \"rate\": 1, \"asked\": \"2099-12-31 23:00\"}, \"why\": \"for a screenshot\", \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (111,9,1,1795596497.7360327,'row','','','manager','','{}');
INSERT INTO `events` VALUES (112,9,1,1795596497.7572527,'clock','','','tim','Clock set by a script: +2d','{\"clock\": {\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830470370, \"rate\": 1, \"asked\": \"+2d\"}, \"before\": {\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830297570, \"rate\": 1, \"asked\": \"2027-12-31 23:59:30\"}, \"run\": 3, \"source\": \"script\"}');
INSERT INTO `events` VALUES (113,7,1,1795596497.816342,'clock','','','tim','Clock set for group raid by a script: +2d (goes on)','{\"clock\": {\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}, \"before\": {\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}, \"why\": \"goes on\", \"group\": \"raid\", \"run\": 4, \"source\": \"script\"}');
INSERT INTO `events` VALUES (114,8,1,1795596497.816342,'clock','','','tim','Clock set for group raid by a script: +2d (goes on)','{\"clock\": {\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}, \"before\": {\"mode\": \"shift\", \"offset\": 259200, \"rate\": 1, \"asked\": \"+3d\"}, \"why\": \"goes on\", \"group\": \"raid\", \"run\": 4, \"source\": \"script\"}');
INSERT INTO `events` VALUES (115,10,1,1795596497.8467107,'clock','','','tim','Clock set by script reset: 30s before daily-reset','{\"clock\": {\"mode\": \"at\", \"offset\": 43872, \"rate\": 1, \"asked\": \"30s before daily-reset\"}, \"before\": {\"mode\": \"rate\", \"offset\": 0, \"rate\": 10, \"real_anchor\": 1795596491.5809815, \"fake_anchor\": 1795596491.5809815}, \"script\": \"reset\", \"run\": 5, \"source\": \"script\"}');
INSERT INTO `events` VALUES (116,10,1,1795596497.8467107,'clock','','','tim','Script reset done','{\"run\": 5, \"state\": \"done\", \"source\": \"script\"}');
INSERT INTO `events` VALUES (117,12,1,1795596497.8661253,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (118,12,1,1795596497.9123163,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (119,12,1,1795596497.914905,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (120,9,1,1795596497.9737747,'row','','','manager','','{}');
INSERT INTO `events` VALUES (121,7,1,1795596497.999242,'row','','','manager','','{}');
INSERT INTO `events` VALUES (122,8,1,1795596498.0141673,'row','','','manager','','{}');
INSERT INTO `events` VALUES (123,10,1,1795596498.057006,'row','','','manager','','{}');
INSERT INTO `events` VALUES (124,12,1,1795596498.1358523,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (125,12,1,1795596498.2190938,'state','starting','crashed','manager','The server ended by itself with exit code 4','{}');
INSERT INTO `events` VALUES (126,12,2,1795596498.286574,'state','crashed','requested','tim','Restart asked for: incarnation 2','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (127,12,2,1795596498.2974527,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO `events` VALUES (128,12,2,1795596498.3010254,'refused','','','pod','Island 12 is at incarnation 2; this is incarnation 1\'s token','{}');
INSERT INTO `events` VALUES (129,12,2,1795596498.3422937,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (130,12,2,1795596498.3530197,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (131,12,2,1795596498.5428371,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (132,12,2,1795596498.5863693,'state','starting','crashed','manager','The server ended by itself with exit code 4','{}');
INSERT INTO `events` VALUES (133,13,1,1795596498.648617,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (134,13,1,1795596498.6802857,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (135,13,1,1795596498.6852093,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (136,13,1,1795596498.8587675,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (137,13,1,1795596499.0046394,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (138,13,1,1795596499.9391265,'state','running','crashed','manager','The server was ended by signal 6 (SIGABRT)','{}');
INSERT INTO `events` VALUES (139,14,1,1795596499.964596,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (140,14,1,1795596499.9904816,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (141,14,1,1795596499.9922352,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (142,14,1,1795596500.1690538,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (143,14,1,1795596500.301415,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (144,14,1,1795596500.3373742,'state','running','crashed','manager','The server was ended by signal 9 (SIGKILL)','{}');
INSERT INTO `events` VALUES (145,15,1,1795596500.3794975,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (146,15,1,1795596500.399373,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (147,15,1,1795596500.4052842,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (148,15,1,1795596500.629119,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (149,15,1,1795596500.7970326,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (150,15,1,1795596502.373834,'state','running','crashed','manager','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi','{}');
INSERT INTO `events` VALUES (151,16,1,1795596502.449361,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (152,16,1,1795596502.5722072,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (153,16,1,1795596502.5849543,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (154,16,1,1795596502.9251022,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (155,16,1,1795596503.215909,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (156,16,1,1795596507.1497767,'state','running','unready','manager','Its readiness probe fails','{}');
INSERT INTO `events` VALUES (157,17,1,1795596507.23728,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (158,17,1,1795596507.261787,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (159,17,1,1795596507.2663836,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (160,17,1,1795596507.4621942,'state','starting','failed','manager','A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)','{}');
INSERT INTO `events` VALUES (161,18,1,1795596507.5405598,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (162,18,1,1795596507.5865731,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (163,18,1,1795596507.607167,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (164,18,1,1795596507.7628515,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (165,18,1,1795596508.0593815,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (166,18,1,1795596508.2607844,'state','running','lost','manager','Its Pod was deleted by somebody else, and not by the manager','{}');
INSERT INTO `events` VALUES (167,19,1,1795596508.3416276,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (168,19,1,1795596508.4000041,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (169,19,1,1795596508.4035428,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (170,19,1,1795596508.625084,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (171,19,1,1795596508.9063778,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (172,19,2,1795596508.9864197,'state','running','requested','tim','Restart asked for: incarnation 2','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (173,19,2,1795596509.0553136,'state','requested','requested','manager','Waiting for the old server to end','{}');
INSERT INTO `events` VALUES (174,19,2,1795596509.0933745,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (175,19,2,1795596509.1082659,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (176,19,2,1795596509.3319206,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (177,19,2,1795596509.5630615,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (178,20,1,1795596509.5898829,'state','','requested','tim','Cloned from island 19','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (179,20,1,1795596509.6174338,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (180,20,1,1795596509.6220942,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (181,20,1,1795596509.8816006,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (182,20,1,1795596510.0309677,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (183,20,1,1795596510.1152396,'state','running','stopping','olga','Stop asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (184,20,1,1795596510.3240592,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO `events` VALUES (185,21,1,1795596510.356143,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (186,21,1,1795596510.3849077,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (187,21,1,1795596510.388627,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 3 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (188,22,1,1795596510.4646287,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (189,22,1,1795596510.5067725,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (190,22,1,1795596510.5082774,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (191,23,1,1795596510.5424285,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (192,23,1,1795596510.6136904,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (193,23,1,1795596510.6267004,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (194,24,1,1795596510.6550395,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (195,24,1,1795596510.8232608,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (196,22,1,1795596510.8227375,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (197,24,1,1795596510.834458,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (198,21,1,1795596511.0131698,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (199,23,1,1795596511.1014283,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (200,24,1,1795596511.187177,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (201,23,1,1795596511.2504272,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (202,24,1,1795596511.3259194,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (203,5,1,1795596514.0946658,'node','','','manager','Node local-3 was closed for new islands (cordoned), and not by the manager: it may soon be emptied','{\"node\": \"local-3\", \"what\": \"cordoned\"}');
INSERT INTO `events` VALUES (204,21,1,1795596514.1649559,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 3 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (205,5,1,1795596519.101556,'node','','','manager','Node local-3 takes new islands again','{\"node\": \"local-3\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (206,21,1,1795596519.1430957,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (207,5,1,1795596524.1246812,'node','','','manager','Node local-3 was closed for new islands (cordoned), and not by the manager: it may soon be emptied','{\"node\": \"local-3\", \"what\": \"cordoned\"}');
INSERT INTO `events` VALUES (208,21,1,1795596524.2444367,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) didn\'t match Pod\'s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO `events` VALUES (209,21,1,1795596524.499534,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (210,7,1,1795596524.584931,'note','running','running','olga','Held: the holiday event','{\"until\": 1798836524.0, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (211,8,1,1795596524.6013157,'note','running','running','olga','Held: a mistake','{\"until\": 1795920524.0, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (212,8,1,1795596524.6146612,'note','running','running','olga','No longer held','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (213,25,1,1795596524.6318896,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (214,25,1,1795596524.6616628,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (215,25,1,1795596524.675018,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (216,25,1,1795596524.8255641,'warning','','','lifetime','Its lifetime ends soon','{\"at\": 1795596525.6318896, \"why\": \"lifetime\"}');
INSERT INTO `events` VALUES (217,25,1,1795596525.4670136,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (218,25,1,1795596525.7166743,'state','starting','stopping','lifetime','Its lifetime is over','{}');
INSERT INTO `events` VALUES (219,25,1,1795596525.9404306,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO `events` VALUES (220,26,1,1795596525.9758682,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (221,26,1,1795596526.0162833,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (222,26,1,1795596526.017979,'state','scheduling','starting','manager','On node local-2','{}');
INSERT INTO `events` VALUES (223,26,1,1795596526.0234268,'warning','','','lifetime','Its lifetime ends soon','{\"at\": 1795599765.9758682, \"why\": \"lifetime\"}');
INSERT INTO `events` VALUES (224,27,1,1795596526.1195102,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (225,27,1,1795596526.1730125,'note','requested','requested','tim','Extended by 4 hours','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (226,27,1,1795596526.1872058,'state','requested','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (227,27,1,1795596526.1967535,'note','starting','starting','tim','Note changed','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (228,26,1,1795596526.3749006,'registration','','','pod','Registered from 127.0.2.3','{}');
INSERT INTO `events` VALUES (229,27,1,1795596526.5830462,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (230,0,0,1795596526.7012806,'row','','','manager','','{\"drain\": 3, \"islands\": [6, 7, 8, 9, 11, 14, 16, 18, 19, 23, 27]}');
INSERT INTO `events` VALUES (231,6,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (232,7,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (233,26,1,1795596526.7483487,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (234,8,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (235,9,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (236,11,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (237,14,1,1795596526.7012806,'warning','','','olga','It is stopped soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (238,16,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (239,18,1,1795596526.7012806,'warning','','','olga','It is stopped soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (240,19,2,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (241,23,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (242,27,1,1795596526.7012806,'warning','','','olga','It moves to another node soon: olga empties node local-1','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 3, \"mode\": \"move\"}');
INSERT INTO `events` VALUES (243,21,1,1795596526.7804523,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) didn\'t match Pod\'s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO `events` VALUES (244,0,0,1795596526.8749702,'row','','','manager','','{\"drain\": 3, \"islands\": []}');
INSERT INTO `events` VALUES (245,6,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (246,7,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (247,8,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (248,27,1,1795596526.961695,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (249,9,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (250,11,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (251,14,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (252,16,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (253,18,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (254,19,2,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (255,23,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (256,27,1,1795596526.8749702,'note','','','manager','It stays on its node: Broken off by olga','{}');
INSERT INTO `events` VALUES (257,21,1,1795596527.165213,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn\'t match Pod\'s node affinity/selector.)','{}');
INSERT INTO `events` VALUES (258,0,0,1795596527.2542973,'row','','','manager','','{\"drain\": 4, \"islands\": [2, 3, 4, 10, 12, 13, 15, 17, 22, 24, 26]}');
INSERT INTO `events` VALUES (259,2,2,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (260,3,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (261,4,2,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (262,10,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (263,12,2,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (264,13,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (265,15,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (266,17,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (267,22,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (268,24,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (269,26,1,1795596527.2542973,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795668526.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (270,21,1,1795596527.3258028,'state','scheduling','scheduling','manager','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) didn\'t match Pod\'s node affinity/selector, 2 node(s) were unschedulable.)','{}');
INSERT INTO `events` VALUES (271,0,0,1795596527.6548576,'row','','','manager','','{\"drain\": 4, \"islands\": [2]}');
INSERT INTO `events` VALUES (272,2,2,1795596527.6548576,'note','','','tim','Asked for 3 more hours on its node: the raid test on 2','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (273,0,0,1795596527.7763202,'row','','','manager','','{\"drain\": 4, \"islands\": [3]}');
INSERT INTO `events` VALUES (274,3,1,1795596527.7763202,'note','','','tim','Asked for 3 more hours on its node: the raid test on 3','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (275,0,0,1795596527.883793,'row','','','manager','','{\"drain\": 4, \"islands\": [4]}');
INSERT INTO `events` VALUES (276,4,2,1795596527.883793,'note','','','tim','Asked for 3 more hours on its node: the raid test on 4','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (277,0,0,1795596527.9560277,'row','','','manager','','{\"drain\": 4, \"islands\": [3]}');
INSERT INTO `events` VALUES (278,3,1,1795596527.9560277,'note','','','olga','More time on its node was declined','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (279,0,0,1795596527.9837081,'row','','','manager','','{\"drain\": 4, \"islands\": [4]}');
INSERT INTO `events` VALUES (280,0,0,1795596527.9837081,'row','','','manager','','{\"drain\": 4, \"islands\": []}');
INSERT INTO `events` VALUES (281,4,2,1795596527.9837081,'warning','','','olga','It is stopped soon: olga empties node local-2','{\"at\": 1795679327.0, \"why\": \"drain\", \"drain\": 4, \"mode\": \"stop\"}');
INSERT INTO `events` VALUES (282,0,0,1795596528.1186242,'row','','','manager','','{\"drain\": 4, \"islands\": [10]}');
INSERT INTO `events` VALUES (283,10,1,1795596528.1186242,'note','','','tim','Asked for it to leave its node now','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (284,10,1,1795596528.210812,'state','running','stopping','olga','Stopped by olga: its node local-2 is drained','{\"source\": \"drain 4\"}');
INSERT INTO `events` VALUES (285,0,0,1795596528.210812,'row','','','manager','','{\"drain\": 4, \"islands\": [10]}');
INSERT INTO `events` VALUES (286,10,1,1795596528.6022615,'state','stopping','stopped','manager','Its Pod is gone and its ports are given back','{}');
INSERT INTO `events` VALUES (287,28,1,1795596528.6715627,'state','','requested','tess','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (288,0,0,1795596528.6902661,'row','','','manager','','{\"drain\": 4, \"islands\": [10]}');
INSERT INTO `events` VALUES (289,28,1,1795596528.7215114,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (290,28,1,1795596528.73054,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (291,28,1,1795596529.1150377,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (292,6,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (293,7,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (294,8,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (295,9,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (296,11,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (297,14,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (298,16,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (299,18,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (300,19,2,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (301,23,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (302,27,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (303,28,1,1795596529.1899228,'node','','','manager','Node local-1 takes new islands again','{\"node\": \"local-1\", \"what\": \"opened\"}');
INSERT INTO `events` VALUES (304,28,1,1795596529.3951998,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (305,28,1,1795596529.4627502,'note','running','running','tess','Note changed','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (306,29,1,1795596529.5952055,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (307,29,1,1795596529.6710145,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (308,29,1,1795596529.686628,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (309,29,1,1795596530.0628834,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (310,29,1,1795596530.3059661,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (311,30,1,1795596530.4215727,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (312,30,1,1795596530.5269008,'state','requested','scheduling','manager','Its Pod is created and waits for a node','{}');
INSERT INTO `events` VALUES (313,30,1,1795596530.566459,'state','scheduling','starting','manager','On node local-1','{}');
INSERT INTO `events` VALUES (314,30,1,1795596530.8992133,'registration','','','pod','Registered from 127.0.2.2','{}');
INSERT INTO `events` VALUES (315,30,1,1795596531.147396,'state','starting','running','manager','Its server is ready','{}');
INSERT INTO `events` VALUES (316,31,1,1795596531.2185087,'state','','requested','tim','Start asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (317,30,1,1795596531.2418032,'clock','','','tim','Clock set: +1h','{\"clock\": {\"mode\": \"shift\", \"offset\": 3600, \"rate\": 1, \"asked\": \"+1h\"}, \"before\": {\"mode\": \"real\", \"offset\": 0, \"rate\": 1}, \"source\": \"token islandctl, 127.0.0.1\"}');
INSERT INTO `events` VALUES (318,29,1,1795596533.3113158,'state','running','stopping','tim','Stop asked for','{\"source\": \"token islandctl, 127.0.0.1\"}');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `idempotency` (
  `person` varchar(64) NOT NULL,
  `key` varchar(128) NOT NULL,
  `fingerprint` varchar(64) NOT NULL,
  `island_id` bigint(20) NOT NULL,
  `at` double NOT NULL,
  PRIMARY KEY (`person`,`key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `idempotency` VALUES ('7134aac53eddcc48c4c906674adf1a86633c0d5e14be5f686d3da69f316c1fa3','n-1','7fb60dfb10905ac538913703bbb76eb802fda0679d15910e2abdb134eb60c4ed',24,1795596510.6550395);
INSERT INTO `idempotency` VALUES ('c0d19e4483571ff07cb01a4d3f5484102d7f333c4cafa64a2821f55031ea6041','n-1','7fb60dfb10905ac538913703bbb76eb802fda0679d15910e2abdb134eb60c4ed',23,1795596510.5424285);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `islands` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL,
  `blueprint` varchar(63) NOT NULL,
  `branch` varchar(63) NOT NULL,
  `owner` varchar(64) NOT NULL,
  `note` varchar(500) NOT NULL DEFAULT '',
  `wanted` varchar(8) NOT NULL,
  `state` varchar(12) NOT NULL,
  `reason` text NOT NULL,
  `incarnation` int(11) NOT NULL DEFAULT 1,
  `pool` varchar(63) NOT NULL,
  `ports` longtext NOT NULL CHECK (json_valid(`ports`)),
  `clock` longtext NOT NULL CHECK (json_valid(`clock`)),
  `args` longtext NOT NULL CHECK (json_valid(`args`)),
  `node` varchar(253) NOT NULL DEFAULT '',
  `host` varchar(253) NOT NULL DEFAULT '',
  `pod` varchar(63) NOT NULL DEFAULT '',
  `created_at` double NOT NULL,
  `changed_at` double NOT NULL,
  `started_at` double DEFAULT NULL,
  `ready_at` double DEFAULT NULL,
  `registered_at` double DEFAULT NULL,
  `stopped_at` double DEFAULT NULL,
  `expires_at` double DEFAULT NULL,
  `last_used_at` double DEFAULT NULL,
  `connections` int(11) NOT NULL DEFAULT 0,
  `exit` longtext DEFAULT NULL CHECK (json_valid(`exit`)),
  `fingerprint` varchar(128) NOT NULL DEFAULT '',
  `clock_applied` tinyint(1) DEFAULT NULL,
  `clock_problem` varchar(500) NOT NULL DEFAULT '',
  `clock_group` varchar(63) NOT NULL DEFAULT '',
  `let_go` int(11) NOT NULL DEFAULT 0,
  `memory` bigint(20) NOT NULL DEFAULT 0,
  `kept_at` double DEFAULT NULL,
  `hold` longtext DEFAULT NULL CHECK (json_valid(`hold`)),
  `warning` longtext DEFAULT NULL CHECK (json_valid(`warning`)),
  `leaving` longtext DEFAULT NULL CHECK (json_valid(`leaving`)),
  `version` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  KEY `ix_islands_branch_id` (`branch`,`id`),
  KEY `ix_islands_clock_group` (`clock_group`),
  KEY `ix_islands_owner_id` (`owner`,`id`),
  KEY `ix_islands_state_id` (`state`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=32 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `islands` VALUES (1,'sample-tim-dev-1','sample','dev','tim','','stop','stopped','Slimmed 0.000277778 hours after it ended: what it left is kept, its Pod and ports went back',1,'default','[{\"name\": \"time\", \"number\": 27100, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27101, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27102, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": -86400, \"rate\": 1, \"asked\": \"-1d\"}','{\"exit_after\": 1, \"exit_code\": 3}','local-1','127.0.2.2','sample-tim-dev-1',1795596467.3431435,1795596469.868738,1795596467.3431435,1795596467.713136,1795596467.585485,1795596469.868738,NULL,NULL,0,'{\"code\": 3, \"reason\": \"The server ended by itself with exit code 3\", \"at\": 1795596468.651635}','cksum-2220710054',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO `islands` VALUES (2,'sample-tim-dev-2','sample','dev','tim','raid 0','run','running','',2,'default','[{\"name\": \"time\", \"number\": 27103, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27104, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27105, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 86400, \"rate\": 1, \"asked\": \"+1d\"}','{}','local-2','127.0.2.3','sample-tim-dev-2-r2',1795596469.9395623,1795596472.2104893,1795596471.4891686,1795596472.210439,1795596471.9205327,NULL,NULL,NULL,0,NULL,'cksum-2220710054',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": 1795679326.0}',14);
INSERT INTO `islands` VALUES (3,'sample-tim-dev-3','sample','dev','tim','raid 1','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27106, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27107, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27108, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 86400, \"rate\": 1, \"asked\": \"+1d\"}','{}','local-2','127.0.2.3','sample-tim-dev-3',1795596470.3962452,1795596470.6898458,1795596470.3962452,1795596470.6897945,1795596470.5908782,NULL,NULL,NULL,0,NULL,'cksum-2220710054',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',9);
INSERT INTO `islands` VALUES (4,'sample-tim-dev-4','sample','dev','tim','raid 2','run','running','',2,'default','[{\"name\": \"time\", \"number\": 27109, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27110, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27111, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 86400, \"rate\": 1, \"asked\": \"+1d\"}','{}','local-2','127.0.2.3','sample-tim-dev-4-r2',1795596470.7308276,1795596472.2863128,1795596471.4966316,1795596472.28626,1795596472.0102444,NULL,NULL,NULL,0,NULL,'cksum-2220710054',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795679327.0, \"asked\": null}',15);
INSERT INTO `islands` VALUES (5,'sample-pat-weekly-5','sample','weekly','pat','','run','running','',1,'weekly','[{\"name\": \"time\", \"number\": 27220, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27221, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27222, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-3','127.0.2.4','sample-pat-weekly-5',1795596471.0616195,1795596471.3882058,1795596471.0616195,1795596471.3881464,1795596471.212143,NULL,NULL,NULL,0,NULL,'cksum-2220710054',1,'','',0,65011712,NULL,NULL,NULL,NULL,6);
INSERT INTO `islands` VALUES (6,'sample-tess-dev-6','sample','dev','tess','','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27112, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27113, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27114, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tess-dev-6',1795596472.7835498,1795596473.2522316,1795596472.7835498,1795596473.252182,1795596473.0775454,NULL,NULL,NULL,0,NULL,'cksum-2220710054',1,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO `islands` VALUES (7,'sample-tim-dev-7','sample','dev','tim','say \"hi\" & it\'s {{ bye }};\n第二行 🏝 \\ %s','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27115, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27116, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27117, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}','{}','local-1','127.0.2.2','sample-tim-dev-7',1795596489.2852457,1795596490.0487642,1795596489.2852457,1795596490.048703,1795596489.7020276,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','raid',0,65011712,1795596524.584931,'{\"until\": 1798836524.0, \"reason\": \"the holiday event\", \"who\": \"olga\"}',NULL,NULL,16);
INSERT INTO `islands` VALUES (8,'sample-tim-dev-8','sample','dev','tim','say \"hi\" & it\'s {{ bye }};\n第二行 🏝 \\ %s','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27118, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27119, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27120, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 432000, \"rate\": 1, \"asked\": \"+2d\"}','{}','local-1','127.0.2.2','sample-tim-dev-8',1795596489.3785417,1795596490.3148134,1795596489.3785417,1795596490.3147554,1795596489.8645847,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','raid',0,65011712,1795596524.6013157,NULL,NULL,NULL,17);
INSERT INTO `islands` VALUES (9,'sample-tim-dev-9','sample','dev','tim','say \"hi\" & it\'s {{ bye }};\n第二行 🏝 \\ %s','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27121, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27122, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27123, \"protocol\": \"TCP\"}]','{\"mode\": \"freeze\", \"offset\": 0, \"frozen_at\": 1830470370, \"rate\": 1, \"asked\": \"+2d\"}','{}','local-1','127.0.2.2','sample-tim-dev-9',1795596489.4080002,1795596490.232293,1795596489.4080002,1795596490.2322342,1795596489.888826,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,25);
INSERT INTO `islands` VALUES (10,'sample-tim-dev-10','sample','dev','tim','say \"hi\" & it\'s {{ bye }};\n第二行 🏝 \\ %s','stop','stopped','Stopped by olga: its node local-2 is drained',1,'default','[{\"name\": \"time\", \"number\": 27124, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27125, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27126, \"protocol\": \"TCP\"}]','{\"mode\": \"at\", \"offset\": 43872, \"rate\": 1, \"asked\": \"30s before daily-reset\"}','{}','local-2','127.0.2.3','sample-tim-dev-10',1795596489.4557064,1795596528.6022615,1795596489.4557064,1795596490.3578076,1795596489.9749758,1795596528.6022615,NULL,NULL,0,NULL,'cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,14);
INSERT INTO `islands` VALUES (11,'static-tim-dev-11','static','dev','tim','','run','running','',1,'default','[{\"name\": \"none\", \"number\": 27127, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 86400, \"rate\": 1, \"asked\": \"+1d\"}','{}','local-1','127.0.2.2','static-tim-dev-11',1795596495.1515615,1795596495.3864658,1795596495.1515615,1795596495.38643,1795596495.339732,NULL,NULL,NULL,0,NULL,'cksum-3912253887',0,'these run on real time, without the library: static(23)','',0,98566144,NULL,NULL,NULL,NULL,8);
INSERT INTO `islands` VALUES (12,'sample-tim-dev-12','sample','dev','tim','','run','crashed','The server ended by itself with exit code 4',2,'default','[{\"name\": \"time\", \"number\": 27130, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27131, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27132, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"exit_after\": 0, \"exit_code\": 4}','local-2','127.0.2.3','sample-tim-dev-12-r2',1795596497.8661253,1795596498.5863693,1795596498.286574,NULL,1795596498.5428371,NULL,NULL,NULL,0,'{\"code\": 4, \"reason\": \"The server ended by itself with exit code 4\", \"at\": 1795596498.5842}','cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',13);
INSERT INTO `islands` VALUES (13,'sample-tess-dev-13','sample','dev','tess','','run','crashed','The server was ended by signal 6 (SIGABRT)',1,'default','[{\"name\": \"time\", \"number\": 27133, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27134, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27135, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"exit_after\": 1, \"crash\": \"hs_err\"}','local-2','127.0.2.3','sample-tess-dev-13',1795596498.648617,1795596499.9391265,1795596498.648617,1795596499.0045834,1795596498.8587675,NULL,NULL,NULL,0,'{\"code\": 134, \"reason\": \"The server was ended by signal 6 (SIGABRT)\", \"at\": 1795596499.936202}','cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',8);
INSERT INTO `islands` VALUES (14,'sample-tess-dev-14','sample','dev','tess','','run','crashed','The server was ended by signal 9 (SIGKILL)',1,'default','[{\"name\": \"time\", \"number\": 27136, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27137, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27138, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tess-dev-14',1795596499.964596,1795596500.3373742,1795596499.964596,1795596500.3013659,1795596500.1690538,NULL,NULL,NULL,0,'{\"code\": 137, \"reason\": \"The server was ended by signal 9 (SIGKILL)\", \"at\": 1795596500.335027}','cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO `islands` VALUES (15,'sample-tess-dev-15','sample','dev','tess','','run','crashed','The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi',1,'default','[{\"name\": \"time\", \"number\": 27139, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27140, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27141, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"leak_mb_per_s\": 400}','local-2','127.0.2.3','sample-tess-dev-15',1795596500.3794975,1795596502.373834,1795596500.3794975,1795596500.7969785,1795596500.629119,NULL,NULL,NULL,0,'{\"code\": 137, \"reason\": \"The server used more memory than its limit and was killed: a process was ended because the container used more than its memory limit of 256Mi\", \"at\": 1795596502.364514}','cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',8);
INSERT INTO `islands` VALUES (16,'sample-tess-dev-16','sample','dev','tess','','run','unready','Its readiness probe fails',1,'default','[{\"name\": \"time\", \"number\": 27142, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27143, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27144, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"stop_listening_after\": 2}','local-1','127.0.2.2','sample-tess-dev-16',1795596502.449361,1795596507.1497767,1795596502.449361,1795596503.2158482,1795596502.9251022,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO `islands` VALUES (17,'sample-tess-dev-17','sample','dev','tess','','run','failed','A port is taken on the node: port 27145/TCP on 127.0.2.3 is taken by process 4336 (python)',1,'default','[{\"name\": \"time\", \"number\": 27145, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27146, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27147, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-2','127.0.2.3','sample-tess-dev-17',1795596507.23728,1795596507.4621942,1795596507.23728,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',6);
INSERT INTO `islands` VALUES (18,'sample-tess-dev-18','sample','dev','tess','','run','lost','Its Pod was deleted by somebody else, and not by the manager',1,'default','[{\"name\": \"time\", \"number\": 27148, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27149, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27150, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tess-dev-18',1795596507.5405598,1795596508.2607844,1795596507.5405598,1795596508.0592813,1795596507.7628515,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,9);
INSERT INTO `islands` VALUES (19,'sample-tim-dev-19','sample','dev','tim','','run','running','',2,'default','[{\"name\": \"time\", \"number\": 27151, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27152, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27153, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tim-dev-19-r2',1795596508.3416276,1795596509.5630615,1795596508.9864197,1795596509.5630052,1795596509.3319206,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,14);
INSERT INTO `islands` VALUES (20,'sample-tim-dev-20','sample','dev','tim','','stop','stopped','Stopped by olga',1,'default','[{\"name\": \"time\", \"number\": 27154, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27155, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27156, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-2','127.0.2.3','sample-tim-dev-20',1795596509.5898829,1795596510.3240592,1795596509.5898829,1795596510.0309184,1795596509.8816006,1795596510.3240592,NULL,NULL,0,NULL,'cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO `islands` VALUES (21,'sample-tim-nowhere-21','sample','nowhere','tim','','run','scheduling','No node that is free to use has this branch\'s label (0/3 nodes are available: 1 node(s) didn\'t match Pod\'s node affinity/selector, 2 node(s) were unschedulable.)',1,'default','[{\"name\": \"time\", \"number\": 27157, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27158, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27159, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','','','sample-tim-nowhere-21',1795596510.356143,1795596510.3849077,1795596510.356143,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,12);
INSERT INTO `islands` VALUES (22,'sample-tim-dev-22','sample','dev','tim','','run','starting','',1,'default','[{\"name\": \"time\", \"number\": 27160, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27161, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27162, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{\"slow_start\": 3600}','local-2','127.0.2.3','sample-tim-dev-22',1795596510.4646287,1795596510.5082774,1795596510.4646287,NULL,1795596510.8227375,NULL,NULL,NULL,0,NULL,'cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',6);
INSERT INTO `islands` VALUES (23,'sample-tim-dev-23','sample','dev','tim','','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27163, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27164, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27165, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tim-dev-23',1795596510.5424285,1795596511.2504272,1795596510.5424285,1795596511.2503827,1795596511.1014283,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO `islands` VALUES (24,'sample-tess-dev-24','sample','dev','tess','','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27166, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27167, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27168, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-2','127.0.2.3','sample-tess-dev-24',1795596510.6550395,1795596511.3259194,1795596510.6550395,1795596511.3258493,1795596511.187177,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,'{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',7);
INSERT INTO `islands` VALUES (25,'sample-tim-dev-25','sample','dev','tim','','stop','stopped','Its lifetime is over',1,'default','[{\"name\": \"time\", \"number\": 27169, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27170, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27171, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-2','127.0.2.3','sample-tim-dev-25',1795596524.6318896,1795596525.9404306,1795596524.6318896,NULL,1795596525.4670136,1795596525.9404306,1795596525.6318896,NULL,0,NULL,'cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,8);
INSERT INTO `islands` VALUES (26,'sample-tim-dev-26','sample','dev','tim','','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27172, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27173, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27174, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-2','127.0.2.3','sample-tim-dev-26',1795596525.9758682,1795596526.7483487,1795596525.9758682,1795596526.7482963,1795596526.3749006,NULL,1795599765.9758682,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,'{\"at\": 1795599765.9758682, \"why\": \"lifetime\"}','{\"drain\": 4, \"node\": \"local-2\", \"mode\": \"stop\", \"at\": 1795668526.0, \"asked\": null}',8);
INSERT INTO `islands` VALUES (27,'sample-tim-dev-27','sample','dev','tim','for the reset test','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27175, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27176, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27177, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tim-dev-27',1795596526.1195102,1795596526.961695,1795596526.1195102,1795596526.9616451,1795596526.5830462,NULL,1795618126.1195102,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,1795596526.1730125,NULL,NULL,NULL,9);
INSERT INTO `islands` VALUES (28,'sample-tess-dev-28','sample','dev','tess','nobody hears of this yet','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27178, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27179, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27180, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tess-dev-28',1795596528.6715627,1795596529.3951998,1795596528.6715627,1795596529.3951473,1795596529.1150377,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO `islands` VALUES (29,'sample-tim-dev-29','sample','dev','tim','','stop','stopping','Stopped by tim',1,'default','[{\"name\": \"time\", \"number\": 27181, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27182, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27183, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','local-1','127.0.2.2','sample-tim-dev-29',1795596529.5952055,1795596533.3113158,1795596529.5952055,1795596530.3059015,1795596530.0628834,NULL,NULL,NULL,0,NULL,'cksum-3912253887',1,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO `islands` VALUES (30,'sample-tim-dev-30','sample','dev','tim','','run','running','',1,'default','[{\"name\": \"time\", \"number\": 27184, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27185, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27186, \"protocol\": \"TCP\"}]','{\"mode\": \"shift\", \"offset\": 3600, \"rate\": 1, \"asked\": \"+1h\"}','{}','local-1','127.0.2.2','sample-tim-dev-30',1795596530.4215727,1795596531.147396,1795596530.4215727,1795596531.147338,1795596530.8992133,NULL,NULL,NULL,0,NULL,'cksum-3912253887',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,7);
INSERT INTO `islands` VALUES (31,'sample-tim-dev-31','sample','dev','tim','asked for in the last second','run','requested','',1,'default','[{\"name\": \"time\", \"number\": 27187, \"protocol\": \"TCP\"}, {\"name\": \"echo\", \"number\": 27188, \"protocol\": \"TCP\"}, {\"name\": \"count\", \"number\": 27189, \"protocol\": \"TCP\"}]','{\"mode\": \"real\", \"offset\": 0, \"rate\": 1}','{}','','','sample-tim-dev-31',1795596531.2185087,1795596531.2185087,1795596531.2185087,NULL,NULL,NULL,NULL,NULL,0,NULL,'',NULL,'','',0,65011712,NULL,NULL,NULL,NULL,2);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `leases` (
  `name` varchar(63) NOT NULL,
  `holder` varchar(128) NOT NULL,
  `expires_at` double NOT NULL,
  `epoch` int(11) NOT NULL,
  `ttl` double NOT NULL DEFAULT 120,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `leases` VALUES ('reconciler','manager-1-13565-3378b568',1795596534.923476,2,2);
INSERT INTO `leases` VALUES ('write-check','write-check',1795596488.415657,1,0);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `nodes` (
  `name` varchar(253) NOT NULL,
  `boot_id` varchar(64) NOT NULL,
  `closed` tinyint(1) NOT NULL,
  `closed_by` varchar(64) NOT NULL,
  `here` tinyint(1) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `nodes` VALUES ('local-1','e3a8893a-d2de-461d-91a1-a9dcb695f5fb',0,'',1);
INSERT INTO `nodes` VALUES ('local-2','e3a8893a-d2de-461d-91a1-a9dcb695f5fb',1,'olga',1);
INSERT INTO `nodes` VALUES ('local-3','e3a8893a-d2de-461d-91a1-a9dcb695f5fb',1,'',1);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `places` (
  `name` varchar(63) NOT NULL,
  `cursor` text NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `places` VALUES ('outbox','317');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `port_pools` (
  `name` varchar(63) NOT NULL,
  `first` int(11) NOT NULL,
  `last` int(11) NOT NULL,
  `selector` varchar(255) NOT NULL,
  `excluded` longtext NOT NULL CHECK (json_valid(`excluded`)),
  `retired` tinyint(1) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `port_pools` VALUES ('default',27100,27219,'','[[27217, 27219]]',0);
INSERT INTO `port_pools` VALUES ('weekly',27220,27228,'branch=weekly','[]',1);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `ports` (
  `pool` varchar(63) NOT NULL,
  `port` int(11) NOT NULL,
  `island_id` bigint(20) DEFAULT NULL,
  `free_run` int(11) DEFAULT NULL,
  `free_since` double DEFAULT NULL,
  `rests_until` double DEFAULT NULL,
  `excluded` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`pool`,`port`),
  KEY `ix_ports_island_id` (`island_id`),
  KEY `ix_ports_pool_free_since` (`pool`,`free_since`,`port`),
  CONSTRAINT `fk_ports_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `ports` VALUES ('default',27100,NULL,3,1795596469.868738,1795596469.868738,NULL);
INSERT INTO `ports` VALUES ('default',27101,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27102,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27103,2,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27104,2,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27105,2,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27106,3,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27107,3,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27108,3,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27109,4,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27110,4,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27111,4,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27112,6,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27113,6,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27114,6,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27115,7,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27116,7,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27117,7,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27118,8,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27119,8,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27120,8,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27121,9,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27122,9,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27123,9,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27124,NULL,3,1795596528.6022615,1795682928.6022615,NULL);
INSERT INTO `ports` VALUES ('default',27125,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27126,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27127,11,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27128,NULL,1,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27129,NULL,1,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27130,12,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27131,12,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27132,12,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27133,13,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27134,13,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27135,13,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27136,14,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27137,14,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27138,14,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27139,15,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27140,15,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27141,15,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27142,16,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27143,16,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27144,16,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27145,17,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27146,17,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27147,17,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27148,18,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27149,18,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27150,18,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27151,19,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27152,19,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27153,19,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27154,NULL,3,1795596510.3240592,1795682910.3240592,NULL);
INSERT INTO `ports` VALUES ('default',27155,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27156,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27157,21,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27158,21,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27159,21,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27160,22,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27161,22,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27162,22,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27163,23,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27164,23,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27165,23,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27166,24,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27167,24,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27168,24,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27169,NULL,3,1795596525.9404306,1795682925.9404306,NULL);
INSERT INTO `ports` VALUES ('default',27170,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27171,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27172,26,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27173,26,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27174,26,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27175,27,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27176,27,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27177,27,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27178,28,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27179,28,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27180,28,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27181,29,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27182,29,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27183,29,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27184,30,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27185,30,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27186,30,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27187,31,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27188,31,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27189,31,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27190,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27191,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27192,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27193,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27194,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27195,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27196,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27197,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27198,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27199,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27200,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27201,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27202,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27203,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27204,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27205,NULL,3,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27206,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27207,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27208,NULL,2,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27209,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27210,NULL,NULL,NULL,NULL,'the router\'s, says the network team');
INSERT INTO `ports` VALUES ('default',27211,NULL,NULL,NULL,NULL,'the router\'s, says the network team');
INSERT INTO `ports` VALUES ('default',27212,NULL,2,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27213,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('default',27214,NULL,1,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27215,NULL,1,0,0,NULL);
INSERT INTO `ports` VALUES ('default',27216,NULL,1,0,0,NULL);
INSERT INTO `ports` VALUES ('weekly',27220,5,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('weekly',27221,5,NULL,NULL,NULL,NULL);
INSERT INTO `ports` VALUES ('weekly',27222,5,NULL,NULL,NULL,NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `quota_turns` (
  `kind` varchar(8) NOT NULL,
  `name` varchar(64) NOT NULL,
  PRIMARY KEY (`kind`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `quota_turns` VALUES ('branch','weekly');
INSERT INTO `quota_turns` VALUES ('person','pat');
INSERT INTO `quota_turns` VALUES ('person','tess');
INSERT INTO `quota_turns` VALUES ('person','tim');
INSERT INTO `quota_turns` VALUES ('team','red');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `quotas` (
  `kind` varchar(8) NOT NULL,
  `name` varchar(64) NOT NULL,
  `islands` int(11) DEFAULT NULL,
  `memory` bigint(20) DEFAULT NULL,
  `who` varchar(64) NOT NULL,
  `changed_at` double NOT NULL,
  PRIMARY KEY (`kind`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `quotas` VALUES ('branch','weekly',3,NULL,'olga',1795596466.6217322);
INSERT INTO `quotas` VALUES ('person','*',40,NULL,'olga',1795596466.5927896);
INSERT INTO `quotas` VALUES ('person','tim',30,17179869184,'olga',1795596466.602345);
INSERT INTO `quotas` VALUES ('team','red',NULL,34359738368,'olga',1795596466.6094017);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `rates` (
  `name` varchar(64) NOT NULL,
  `since` double NOT NULL,
  `number` int(11) NOT NULL,
  PRIMARY KEY (`name`),
  KEY `ix_rates_since` (`since`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `rates` VALUES ('018ce668784cb29fbaea0c7b7896f94512fe8bd4d904441fb8e2500ffa8cc09e',1795596466.3194227,0);
INSERT INTO `rates` VALUES ('11e0fc8c4882baeb0d6f0ad2b0c25b49970373b4461068e79032c177a9ce69a1',1795596466.507896,3);
INSERT INTO `rates` VALUES ('3320310d639d3265196d176caf417717d0feeb949956dcb5c963087d3bffe55b',1795596464.4936767,3);
INSERT INTO `rates` VALUES ('59e092a894769ded6347fc20d14f18013aa25f16a26c7d42f457f8ae122b7693',1795596464.5021517,0);
INSERT INTO `rates` VALUES ('688908be38ce3e6a2ce433e9eca8123d07af3a8881f10a516c5098bdef3ffccf',1795596465.955085,3);
INSERT INTO `rates` VALUES ('699a77310764c07e211424b7608186ca33bf950f27f0c9d8265361d0e979e357',1795596529.580677,3);
INSERT INTO `rates` VALUES ('af10a4ca488edf258c0112ccd1c4a4e9579016659f725f0ce66d5616c3bcb0cc',1795596465.8083317,0);
INSERT INTO `rates` VALUES ('bffb27b0c7e472a57292ad8cea3dbab4fbcfd94ad0104c7c521b8748ab29c522',1795596466.1543536,0);
INSERT INTO `rates` VALUES ('c3998fb8682b85dd901a2f5e9d7d31c889b28020b4298b8297049340115b09b7',1795596471.0545025,1);
INSERT INTO `rates` VALUES ('e28c9c4819bf1ec58b3cb0cb4736bae2c952edb46b33e2fd14c8f88084d25d84',1795596466.376603,0);
INSERT INTO `rates` VALUES ('f698a3ddd1157f1a4975152228b9d4780fe31042259664e94cbc350121726849',1795596472.7818265,10);
INSERT INTO `rates` VALUES ('f885fc3b209f35a882da26d9e17d98c992ddddc0fb1f1d38272e58d0db26bded',1795596466.248326,0);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `registry` (
  `island_id` bigint(20) NOT NULL,
  `incarnation` int(11) NOT NULL,
  `name` varchar(120) NOT NULL,
  `owner` varchar(64) NOT NULL,
  `branch` varchar(63) NOT NULL,
  `node` varchar(253) NOT NULL,
  `host` varchar(253) NOT NULL,
  `pod` varchar(63) NOT NULL,
  `ports` longtext NOT NULL CHECK (json_valid(`ports`)),
  `fingerprint` varchar(128) NOT NULL DEFAULT '',
  `started_at` double NOT NULL,
  `registered_at` double NOT NULL,
  PRIMARY KEY (`island_id`),
  CONSTRAINT `fk_registry_island_id` FOREIGN KEY (`island_id`) REFERENCES `islands` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `registry` VALUES (2,2,'sample-tim-dev-2','tim','dev','local-2','127.0.2.3','sample-tim-dev-2-r2','{\"time\": 27103, \"echo\": 27104, \"count\": 27105}','cksum-2220710054',1795596471.4891686,1795596471.9205327);
INSERT INTO `registry` VALUES (3,1,'sample-tim-dev-3','tim','dev','local-2','127.0.2.3','sample-tim-dev-3','{\"time\": 27106, \"echo\": 27107, \"count\": 27108}','cksum-2220710054',1795596470.3962452,1795596470.5908782);
INSERT INTO `registry` VALUES (4,2,'sample-tim-dev-4','tim','dev','local-2','127.0.2.3','sample-tim-dev-4-r2','{\"time\": 27109, \"echo\": 27110, \"count\": 27111}','cksum-2220710054',1795596471.4966316,1795596472.0102444);
INSERT INTO `registry` VALUES (5,1,'sample-pat-weekly-5','pat','weekly','local-3','127.0.2.4','sample-pat-weekly-5','{\"time\": 27220, \"echo\": 27221, \"count\": 27222}','cksum-2220710054',1795596471.0616195,1795596471.212143);
INSERT INTO `registry` VALUES (6,1,'sample-tess-dev-6','tess','dev','local-1','127.0.2.2','sample-tess-dev-6','{\"time\": 27112, \"echo\": 27113, \"count\": 27114}','cksum-2220710054',1795596473,1795596473.0775454);
INSERT INTO `registry` VALUES (7,1,'sample-tim-dev-7','tim','dev','local-1','127.0.2.2','sample-tim-dev-7','{\"time\": 27115, \"echo\": 27116, \"count\": 27117}','cksum-3912253887',1795596489.2852457,1795596489.7020276);
INSERT INTO `registry` VALUES (8,1,'sample-tim-dev-8','tim','dev','local-1','127.0.2.2','sample-tim-dev-8','{\"time\": 27118, \"echo\": 27119, \"count\": 27120}','cksum-3912253887',1795596489.3785417,1795596489.8645847);
INSERT INTO `registry` VALUES (9,1,'sample-tim-dev-9','tim','dev','local-1','127.0.2.2','sample-tim-dev-9','{\"time\": 27121, \"echo\": 27122, \"count\": 27123}','cksum-3912253887',1795596489.4080002,1795596489.888826);
INSERT INTO `registry` VALUES (11,1,'static-tim-dev-11','tim','dev','local-1','127.0.2.2','static-tim-dev-11','{\"none\": 27127}','cksum-3912253887',1795596495.1515615,1795596495.339732);
INSERT INTO `registry` VALUES (16,1,'sample-tess-dev-16','tess','dev','local-1','127.0.2.2','sample-tess-dev-16','{\"time\": 27142, \"echo\": 27143, \"count\": 27144}','cksum-3912253887',1795596502.449361,1795596502.9251022);
INSERT INTO `registry` VALUES (19,2,'sample-tim-dev-19','tim','dev','local-1','127.0.2.2','sample-tim-dev-19-r2','{\"time\": 27151, \"echo\": 27152, \"count\": 27153}','cksum-3912253887',1795596509,1795596509.3319206);
INSERT INTO `registry` VALUES (22,1,'sample-tim-dev-22','tim','dev','local-2','127.0.2.3','sample-tim-dev-22','{\"time\": 27160, \"echo\": 27161, \"count\": 27162}','cksum-3912253887',1795596510.4646287,1795596510.8227375);
INSERT INTO `registry` VALUES (23,1,'sample-tim-dev-23','tim','dev','local-1','127.0.2.2','sample-tim-dev-23','{\"time\": 27163, \"echo\": 27164, \"count\": 27165}','cksum-3912253887',1795596511,1795596511.1014283);
INSERT INTO `registry` VALUES (24,1,'sample-tess-dev-24','tess','dev','local-2','127.0.2.3','sample-tess-dev-24','{\"time\": 27166, \"echo\": 27167, \"count\": 27168}','cksum-3912253887',1795596511,1795596511.187177);
INSERT INTO `registry` VALUES (26,1,'sample-tim-dev-26','tim','dev','local-2','127.0.2.3','sample-tim-dev-26','{\"time\": 27172, \"echo\": 27173, \"count\": 27174}','cksum-3912253887',1795596526,1795596526.3749006);
INSERT INTO `registry` VALUES (27,1,'sample-tim-dev-27','tim','dev','local-1','127.0.2.2','sample-tim-dev-27','{\"time\": 27175, \"echo\": 27176, \"count\": 27177}','cksum-3912253887',1795596526.1195102,1795596526.5830462);
INSERT INTO `registry` VALUES (28,1,'sample-tess-dev-28','tess','dev','local-1','127.0.2.2','sample-tess-dev-28','{\"time\": 27178, \"echo\": 27179, \"count\": 27180}','cksum-3912253887',1795596529,1795596529.1150377);
INSERT INTO `registry` VALUES (29,1,'sample-tim-dev-29','tim','dev','local-1','127.0.2.2','sample-tim-dev-29','{\"time\": 27181, \"echo\": 27182, \"count\": 27183}','cksum-3912253887',1795596529.5952055,1795596530.0628834);
INSERT INTO `registry` VALUES (30,1,'sample-tim-dev-30','tim','dev','local-1','127.0.2.2','sample-tim-dev-30','{\"time\": 27184, \"echo\": 27185, \"count\": 27186}','cksum-3912253887',1795596530.4215727,1795596530.8992133);
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `registry_servers` AS SELECT
 NULL AS `island_id`,
 NULL AS `incarnation`,
 NULL AS `name`,
 NULL AS `owner`,
 NULL AS `branch`,
 NULL AS `node`,
 NULL AS `host`,
 NULL AS `first_port`,
 NULL AS `ports`,
 NULL AS `pod`,
 NULL AS `fingerprint`,
 NULL AS `state`,
 NULL AS `started_at`,
 NULL AS `registered_at` */;
SET character_set_client = @saved_cs_client;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `secrets` (
  `name` varchar(63) NOT NULL,
  `value` varchar(128) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `secrets` VALUES ('pod-tokens','d0kLmATBfIeN7A_os2y0E1RzQR3e8noiueDxpre5uSo');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `tokens` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user` varchar(64) NOT NULL,
  `kind` varchar(8) NOT NULL,
  `name` varchar(120) NOT NULL,
  `scope` varchar(8) NOT NULL,
  `digest` varchar(64) NOT NULL,
  `created_at` double NOT NULL,
  `expires_at` double NOT NULL,
  `used_at` double DEFAULT NULL,
  `used_from` varchar(64) NOT NULL DEFAULT '',
  `revoked_at` double DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_tokens_digest` (`digest`),
  KEY `ix_tokens_user_id` (`user`,`id`),
  CONSTRAINT `fk_tokens_user` FOREIGN KEY (`user`) REFERENCES `users` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `tokens` VALUES (1,'admin','token','islandctl','admin','d037cdf07583ca9c2ac8411d53d561181f9bb124e54c684d313fe74a4cdb8668',1795596464.6451583,1798188464.6451583,1795596464.8028371,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (2,'admin','token','islandctl','admin','894c59315cb4bd697677328d241b8ee8a6ca6a70f965ea5f062193867979583c',1795596465.5819619,1798188465.5819619,1795596465.6239734,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (3,'vera','token','islandctl','admin','07d048b991e4ffc92f195219785965a6d2dca00b4f472d5edf1310dd69c8b72e',1795596465.899166,1798188465.899166,1795596526.230699,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (4,'tim','token','islandctl','admin','4b929115d0df3d48cafa0557b6299964100428f85f5f2ff7a0cd0bd727128dfc',1795596466.0916321,1798188466.0916321,1795596527.3715541,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (5,'tess','token','islandctl','admin','b276cda53c1d740ee7acb2d6919ccea9d6fbb0ca6eac3b97c71bfd8e442bf99a',1795596466.2044826,1798188466.2044826,1795596472.7781384,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (6,'pat','token','islandctl','admin','d7879772107aae324f8f4edab539d88782d0d25be61c3a93ca4864fa084d4789',1795596466.28285,1798188466.28285,1795596467.298941,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (7,'olga','token','islandctl','admin','18590cbcffc8960de94e0812800705420ea74f00cb1aafd1e4a241a02ea3b3ae',1795596466.343114,1798188466.343114,1795596526.8383646,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (8,'leo','token','islandctl','admin','7c4faadc3ad77624f15d9639b5b0dfad820f26af32f83c5feb42b40abb8c2f1c',1795596466.3995128,1798188466.3995128,NULL,'',1795596466.4064422);
INSERT INTO `tokens` VALUES (9,'admin','token','of scope read','read','d2be0ea598de369136fc50edfc56f90d6252d9e7f396b727f56240bf51a8eff7',1795596466.413957,1827218866.413957,NULL,'',NULL);
INSERT INTO `tokens` VALUES (10,'admin','token','of scope islands','islands','9b76669276509335f011ae022efba97277dbb70a058816b37ef4051fed445bd3',1795596466.4179492,1827218866.4179492,NULL,'',NULL);
INSERT INTO `tokens` VALUES (11,'admin','token','of scope ops','ops','0336f832a85670a612f6258b60d92920225b55d6f76ebc6d9cbde6034cbd9f2b',1795596466.4223008,1827218866.4223008,NULL,'',NULL);
INSERT INTO `tokens` VALUES (12,'admin','token','of scope admin','admin','8cdc1c75e5f935c5fdcc91242f8b22feab2ec8ec1d11f941bce9ee8a96767285',1795596466.4283674,1827218866.4283674,NULL,'',NULL);
INSERT INTO `tokens` VALUES (13,'tim','token','leaked','islands','73c819444a49004e966c5c27e5c3a322ee7ec98f4d80a60bfd13153dfa9f36c9',1795596466.4364429,1803372466.4364429,NULL,'',1795596466.4504387);
INSERT INTO `tokens` VALUES (14,'tim','token','short','islands','d3668439957ba6beadbe7d806f1a7abd75175eb87818b2296d896cf003f1a502',1795596466.4623117,1795596467.3263118,NULL,'',NULL);
INSERT INTO `tokens` VALUES (15,'tess','session','python-requests/2.34.2','admin','aae1c716e30f5d7451706f181ae9f3e0d5e10fbd8e4171b5c3641d469c71757d',1795596466.4997349,1796201266.4997349,1795596466.4997349,'127.0.0.1',NULL);
INSERT INTO `tokens` VALUES (16,'lei','session','python-requests/2.34.2','admin','460e4e22b9ba4b7520173d85e2ab6dab67636843395467cd4634afffaaa6ed4a',1795596488.9646878,1796201288.9646878,1795596488.9646878,'127.0.0.1',NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `users` (
  `name` varchar(64) NOT NULL,
  `role` varchar(12) NOT NULL,
  `team` varchar(64) NOT NULL DEFAULT '',
  `password` varchar(200) NOT NULL DEFAULT '',
  `subject` varchar(255) DEFAULT NULL,
  `disabled` tinyint(1) NOT NULL,
  `created_at` double NOT NULL,
  `signed_in_at` double DEFAULT NULL,
  PRIMARY KEY (`name`),
  UNIQUE KEY `uq_users_subject` (`subject`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `users` VALUES ('admin','admin','','$argon2id$v=19$m=19456,t=2,p=1$SnmYx+hVSs6qXM88knnu9A$tgsiCoWh9Hi+OMwBBv2e9hIgK/mPM+ILQi5elgdWNT0',NULL,0,1795596464.0691667,1795596465.580744);
INSERT INTO `users` VALUES ('lei','tester','战斗组','','http://127.0.0.1:36765 17',0,1795596488.937724,1795596488.9594414);
INSERT INTO `users` VALUES ('leo','tester','red','$argon2id$v=19$m=19456,t=2,p=1$6K9bBQxSS/JtKKn3DmaN9A$ToWDHxJMmIAzhUAcRFpMSAYFnU5Go9GXX81j+zq+pKM',NULL,1,1795596466.3480148,1795596466.3987362);
INSERT INTO `users` VALUES ('olga','operator','','$argon2id$v=19$m=19456,t=2,p=1$EG6aG4/f84pULbUBeXrl2A$r4Xjd1LPGG7dcRvnDtjDNnafKjehC12kmdV03DObHYo',NULL,0,1795596466.2907107,1795596466.342408);
INSERT INTO `users` VALUES ('pat','programmer','red','$argon2id$v=19$m=19456,t=2,p=1$OXIuIgkOORjpgyOn1T2/Zg$umx4rVoB2isFpyE4HmsySsFzx92GS4wEx5bozj6ctXw',NULL,0,1795596466.2097273,1795596466.2808847);
INSERT INTO `users` VALUES ('tess','tester','red','$argon2id$v=19$m=19456,t=2,p=1$Y4XgoqvdIJ/Wf8mkux0Vww$urqxIqPsQ42TSbOG4ZLh8HadL1eBsC58IC5IVkKezHU',NULL,0,1795596466.096428,1795596466.4989605);
INSERT INTO `users` VALUES ('tim','tester','blue','$argon2id$v=19$m=19456,t=2,p=1$C6zjFs0vh5vx82adXsCqNA$nF9xlE5u4QQDv/s7ZIk3vMK4crRme2s27Pxya1vBDJM',NULL,0,1795596465.911289,1795596466.09094);
INSERT INTO `users` VALUES ('vera','viewer','blue','$argon2id$v=19$m=19456,t=2,p=1$tpSW+BCNX8GM5FNF33J01A$bupMPCyexoG9lKeU8QxR2/WNx32jQAiQ80A1KU8JZc4',NULL,0,1795596465.7226248,1795596465.8984196);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `webhooks` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL,
  `url` varchar(1000) NOT NULL,
  `secret` varchar(500) NOT NULL,
  `kinds` longtext NOT NULL CHECK (json_valid(`kinds`)),
  `branch` varchar(63) NOT NULL DEFAULT '',
  `owner` varchar(64) NOT NULL DEFAULT '',
  `active` tinyint(1) NOT NULL,
  `who` varchar(64) NOT NULL,
  `created_at` double NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `webhooks` VALUES (1,'CI of branch dev','http://127.0.0.1:43175/hook','gAAAAABrBqCylCzFDsT43rHfKdbwkBCE3JInFeFDZFCl7Nlw8bVSiD2BhjXnKoHJrcoDSwrSwin5mzNvOhDJxtyjEmosEEHJy4c4NeHYXpCsRTrT5KuXL4LLC8-QSCOMoCQo94XCS8U5GQq_ZnVsQgNh0m5Kwm-Zuw==','[\"running\", \"crashed\", \"failed\", \"lost\", \"stopped\"]','dev','',1,'olga',1795596466.6346254);
INSERT INTO `webhooks` VALUES (2,'Chat of the red team','http://127.0.0.1:33735/hook','gAAAAABrBqCyNjgutIfOiPJQNLDyLTuv3akqzDQJePdOLN1x5U3HWKF80zMoUautvMEa7Fv7vHOlNu1q-R3OhOcFU-zvoZPcbLpXcRqtJ-hRhTqMZJf9uVsk1RvyArJ8dVPOJE3f2Zlrrbf4p53n5jOOrzwlKlWIuw==','[]','','tess',1,'olga',1795596466.6702204);
INSERT INTO `webhooks` VALUES (3,'Paused for now','http://127.0.0.1:43175/hook','gAAAAABrBqCyVq9NSQqcCIDXcvHsP04BaY3bwPcW1GT5yK9RkJdMuroaYL8tXOl8ubjFYrL4WJOlc4z9CEOQpQVZ_4tparC257CaMOn6LW_heBArfUE4S_epuE7m-JfvB0Y7H9_QuZqSPpNWyqAr4jFaSYT3rqO24Q==','[]','','',0,'olga',1795596466.6779883);
/*!50001 DROP VIEW IF EXISTS `registry_servers`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb4 */;
/*!50001 SET character_set_results     = utf8mb4 */;
/*!50001 SET collation_connection      = utf8mb4_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */

/*!50001 VIEW `registry_servers` AS select `r`.`island_id` AS `island_id`,`r`.`incarnation` AS `incarnation`,`r`.`name` AS `name`,`r`.`owner` AS `owner`,`r`.`branch` AS `branch`,`r`.`node` AS `node`,`r`.`host` AS `host`,(select min(`p`.`port`) from `ports` `p` where `p`.`island_id` = `r`.`island_id`) AS `first_port`,`r`.`ports` AS `ports`,`r`.`pod` AS `pod`,`r`.`fingerprint` AS `fingerprint`,`i`.`state` AS `state`,cast('1970-01-01' as datetime) + interval `r`.`started_at` second AS `started_at`,cast('1970-01-01' as datetime) + interval `r`.`registered_at` second AS `registered_at` from (`registry` `r` join `islands` `i` on(`i`.`id` = `r`.`island_id`)) */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

