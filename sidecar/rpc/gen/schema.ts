// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
export const schema = {
 "nested": {
  "gyeot": {
   "nested": {
    "admin": {
     "nested": {
      "v1": {
       "nested": {
        "AdminService": {
         "methods": {
          "Status": {
           "requestType": "StatusRequest",
           "responseType": "GridStatus"
          },
          "ListSessions": {
           "requestType": "ListSessionsRequest",
           "responseType": "SessionList"
          },
          "InspectSession": {
           "requestType": "SessionKey",
           "responseType": "SessionDetail"
          },
          "KillSession": {
           "requestType": "KillRequest",
           "responseType": "KillResult"
          }
         }
        },
        "StatusRequest": {
         "fields": {}
        },
        "GridStatus": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "mode": {
           "type": "string",
           "id": 2
          },
          "durability": {
           "type": "string",
           "id": 3
          },
          "state": {
           "type": "string",
           "id": 4
          },
          "guarantee": {
           "type": "string",
           "id": 5
          },
          "guaranteeKo": {
           "type": "string",
           "id": 6,
           "protoName": "guarantee_ko"
          },
          "members": {
           "rule": "repeated",
           "type": "Member",
           "id": 7
          },
          "sessions": {
           "type": "uint64",
           "id": 8
          },
          "tombstones": {
           "type": "uint64",
           "id": 9
          },
          "sessionsWithAllCopies": {
           "type": "uint64",
           "id": 10,
           "protoName": "sessions_with_all_copies"
          },
          "acknowledged": {
           "type": "uint64",
           "id": 11
          },
          "acknowledgedDegraded": {
           "type": "uint64",
           "id": 12,
           "protoName": "acknowledged_degraded"
          },
          "refusedDead": {
           "type": "uint64",
           "id": 13,
           "protoName": "refused_dead"
          },
          "conflicts": {
           "type": "uint64",
           "id": 14
          },
          "lagMs": {
           "type": "uint32",
           "id": 15,
           "protoName": "lag_ms"
          },
          "storeP50Us": {
           "type": "uint32",
           "id": 16,
           "protoName": "store_p50_us"
          },
          "storeP99Us": {
           "type": "uint32",
           "id": 17,
           "protoName": "store_p99_us"
          },
          "agents": {
           "rule": "repeated",
           "type": "AgentInfo",
           "id": 18
          },
          "events": {
           "rule": "repeated",
           "type": "GridEvent",
           "id": 19
          },
          "storeBytes": {
           "type": "uint64",
           "id": 20,
           "protoName": "store_bytes"
          },
          "uptimeMs": {
           "type": "uint64",
           "id": 21,
           "protoName": "uptime_ms"
          },
          "pid": {
           "type": "uint32",
           "id": 22
          }
         }
        },
        "Member": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "address": {
           "type": "string",
           "id": 2
          },
          "state": {
           "type": "string",
           "id": 3
          },
          "sinceMs": {
           "type": "uint64",
           "id": 4,
           "protoName": "since_ms"
          },
          "roundTripUs": {
           "type": "uint32",
           "id": 5,
           "protoName": "round_trip_us"
          },
          "clockSkewMs": {
           "type": "sint32",
           "id": 6,
           "protoName": "clock_skew_ms"
          },
          "syncing": {
           "type": "bool",
           "id": 7
          },
          "watch": {
           "type": "gyeot.session.v1.Endpoint",
           "id": 8
          }
         }
        },
        "AgentInfo": {
         "fields": {
          "was": {
           "type": "string",
           "id": 1
          },
          "server": {
           "type": "string",
           "id": 2
          },
          "pid": {
           "type": "uint32",
           "id": 3
          },
          "state": {
           "type": "string",
           "id": 4
          },
          "sinceMs": {
           "type": "uint64",
           "id": 5,
           "protoName": "since_ms"
          },
          "nearSessions": {
           "type": "uint64",
           "id": 6,
           "protoName": "near_sessions"
          },
          "visitor": {
           "type": "bool",
           "id": 7
          }
         }
        },
        "GridEvent": {
         "fields": {
          "atMs": {
           "type": "uint64",
           "id": 1,
           "protoName": "at_ms"
          },
          "kind": {
           "type": "string",
           "id": 2
          },
          "subject": {
           "type": "string",
           "id": 3
          },
          "durationMs": {
           "type": "uint32",
           "id": 4,
           "protoName": "duration_ms"
          },
          "detail": {
           "type": "string",
           "id": 5
          }
         }
        },
        "ListSessionsRequest": {
         "fields": {
          "search": {
           "type": "string",
           "id": 1
          },
          "sort": {
           "type": "string",
           "id": 2
          },
          "offset": {
           "type": "uint32",
           "id": 3
          },
          "limit": {
           "type": "uint32",
           "id": 4
          },
          "includeDead": {
           "type": "bool",
           "id": 5,
           "protoName": "include_dead"
          }
         }
        },
        "SessionList": {
         "fields": {
          "sessions": {
           "rule": "repeated",
           "type": "SessionSummary",
           "id": 1
          },
          "total": {
           "type": "uint64",
           "id": 2
          }
         }
        },
        "SessionSummary": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "app": {
           "type": "string",
           "id": 2
          },
          "user": {
           "type": "string",
           "id": 3
          },
          "address": {
           "type": "string",
           "id": 4
          },
          "was": {
           "type": "string",
           "id": 5
          },
          "createdMs": {
           "type": "uint64",
           "id": 6,
           "protoName": "created_ms"
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 7,
           "protoName": "last_access_ms"
          },
          "maxInactiveS": {
           "type": "sint32",
           "id": 8,
           "protoName": "max_inactive_s"
          },
          "attributes": {
           "type": "uint32",
           "id": 9
          },
          "bytes": {
           "type": "uint64",
           "id": 10
          },
          "copies": {
           "type": "uint32",
           "id": 11
          },
          "dead": {
           "type": "bool",
           "id": 12
          },
          "reason": {
           "type": "string",
           "id": 13
          },
          "writes": {
           "type": "uint64",
           "id": 14
          }
         }
        },
        "SessionKey": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          }
         }
        },
        "SessionDetail": {
         "fields": {
          "found": {
           "type": "bool",
           "id": 1
          },
          "summary": {
           "type": "SessionSummary",
           "id": 2
          },
          "attributes": {
           "rule": "repeated",
           "type": "AttributeInfo",
           "id": 3
          },
          "history": {
           "rule": "repeated",
           "type": "GridEvent",
           "id": 4
          }
         }
        },
        "AttributeInfo": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "type": {
           "type": "string",
           "id": 2
          },
          "bytes": {
           "type": "uint64",
           "id": 3
          },
          "changedMs": {
           "type": "uint64",
           "id": 4,
           "protoName": "changed_ms"
          },
          "inPlace": {
           "type": "bool",
           "id": 5,
           "protoName": "in_place"
          },
          "localOnly": {
           "type": "bool",
           "id": 6,
           "protoName": "local_only"
          }
         }
        },
        "KillRequest": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "reason": {
           "type": "string",
           "id": 2
          },
          "by": {
           "type": "string",
           "id": 3
          }
         }
        },
        "KillResult": {
         "fields": {
          "outcome": {
           "type": "string",
           "id": 1
          }
         }
        }
       }
      }
     }
    },
    "session": {
     "nested": {
      "v1": {
       "nested": {
        "SessionService": {
         "methods": {
          "Attach": {
           "requestType": "AgentFrame",
           "requestStream": true,
           "responseType": "GridFrame",
           "responseStream": true
          }
         }
        },
        "AgentFrame": {
         "oneofs": {
          "body": {
           "oneof": [
            "hello",
            "load",
            "store",
            "touch",
            "invalidate",
            "changeId",
            "renew",
            "dropped",
            "expireIfIdle",
            "chunk"
           ]
          }
         },
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "hello": {
           "type": "Hello",
           "id": 2
          },
          "load": {
           "type": "Load",
           "id": 3
          },
          "store": {
           "type": "Store",
           "id": 4
          },
          "touch": {
           "type": "Touch",
           "id": 5
          },
          "invalidate": {
           "type": "Invalidate",
           "id": 6
          },
          "changeId": {
           "type": "ChangeId",
           "id": 7,
           "protoName": "change_id"
          },
          "renew": {
           "type": "Renew",
           "id": 8
          },
          "dropped": {
           "type": "Dropped",
           "id": 9
          },
          "expireIfIdle": {
           "type": "ExpireIfIdle",
           "id": 10,
           "protoName": "expire_if_idle"
          },
          "chunk": {
           "type": "Chunk",
           "id": 11
          }
         }
        },
        "GridFrame": {
         "oneofs": {
          "body": {
           "oneof": [
            "welcome",
            "loadResult",
            "storeResult",
            "done",
            "renewed",
            "stale",
            "kill",
            "modeChange",
            "expireResult",
            "failure",
            "chunk"
           ]
          }
         },
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "welcome": {
           "type": "Welcome",
           "id": 2
          },
          "loadResult": {
           "type": "LoadResult",
           "id": 3,
           "protoName": "load_result"
          },
          "storeResult": {
           "type": "StoreResult",
           "id": 4,
           "protoName": "store_result"
          },
          "done": {
           "type": "Done",
           "id": 5
          },
          "renewed": {
           "type": "Renewed",
           "id": 6
          },
          "stale": {
           "type": "Stale",
           "id": 7
          },
          "kill": {
           "type": "Kill",
           "id": 8
          },
          "modeChange": {
           "type": "ModeChange",
           "id": 9,
           "protoName": "mode_change"
          },
          "expireResult": {
           "type": "ExpireResult",
           "id": 10,
           "protoName": "expire_result"
          },
          "failure": {
           "type": "Failure",
           "id": 11
          },
          "chunk": {
           "type": "Chunk",
           "id": 12
          }
         }
        },
        "Chunk": {
         "fields": {
          "piece": {
           "type": "bytes",
           "id": 1
          },
          "last": {
           "type": "bool",
           "id": 2
          }
         }
        },
        "Version": {
         "fields": {
          "ms": {
           "type": "uint64",
           "id": 1
          },
          "counter": {
           "type": "uint32",
           "id": 2
          },
          "node": {
           "type": "string",
           "id": 3
          }
         }
        },
        "Hello": {
         "fields": {
          "protocol": {
           "type": "uint32",
           "id": 1
          },
          "was": {
           "type": "string",
           "id": 2
          },
          "incarnation": {
           "type": "string",
           "id": 3
          },
          "server": {
           "type": "string",
           "id": 4
          },
          "pid": {
           "type": "uint32",
           "id": 5
          },
          "held": {
           "rule": "repeated",
           "type": "Held",
           "id": 6
          }
         }
        },
        "Held": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "version": {
           "type": "Version",
           "id": 2
          }
         }
        },
        "Welcome": {
         "fields": {
          "protocol": {
           "type": "uint32",
           "id": 1
          },
          "node": {
           "type": "string",
           "id": 2
          },
          "leaseMs": {
           "type": "uint32",
           "id": 3,
           "protoName": "lease_ms"
          },
          "fallbacks": {
           "rule": "repeated",
           "type": "Endpoint",
           "id": 4
          },
          "mode": {
           "type": "ModeChange",
           "id": 5
          }
         }
        },
        "Endpoint": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "unixPath": {
           "type": "string",
           "id": 2,
           "protoName": "unix_path"
          },
          "host": {
           "type": "string",
           "id": 3
          },
          "port": {
           "type": "uint32",
           "id": 4
          },
          "token": {
           "type": "string",
           "id": 5
          }
         }
        },
        "Load": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "known": {
           "type": "Version",
           "id": 2
          }
         }
        },
        "LoadResult": {
         "fields": {
          "outcome": {
           "type": "Outcome",
           "id": 1
          },
          "meta": {
           "type": "SessionMeta",
           "id": 2
          },
          "version": {
           "type": "Version",
           "id": 3
          },
          "attributes": {
           "rule": "repeated",
           "type": "Attribute",
           "id": 4
          },
          "delta": {
           "type": "bool",
           "id": 5
          },
          "removed": {
           "rule": "repeated",
           "type": "string",
           "id": 6
          }
         },
         "nested": {
          "Outcome": {
           "values": {
            "OUTCOME_UNSPECIFIED": 0,
            "OUTCOME_FOUND": 1,
            "OUTCOME_ABSENT": 2,
            "OUTCOME_DEAD": 3,
            "OUTCOME_UNKNOWN": 4,
            "OUTCOME_NOT_MODIFIED": 5
           }
          }
         }
        },
        "SessionMeta": {
         "fields": {
          "app": {
           "type": "string",
           "id": 1
          },
          "createdMs": {
           "type": "uint64",
           "id": 2,
           "protoName": "created_ms"
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 3,
           "protoName": "last_access_ms"
          },
          "maxInactiveS": {
           "type": "sint32",
           "id": 4,
           "protoName": "max_inactive_s"
          },
          "user": {
           "type": "string",
           "id": 5
          },
          "address": {
           "type": "string",
           "id": 6
          },
          "was": {
           "type": "string",
           "id": 7
          },
          "container": {
           "rule": "repeated",
           "type": "Attribute",
           "id": 8
          }
         }
        },
        "Attribute": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "value": {
           "type": "bytes",
           "id": 2
          },
          "type": {
           "type": "string",
           "id": 3
          },
          "version": {
           "type": "Version",
           "id": 4
          },
          "inPlace": {
           "type": "bool",
           "id": 5,
           "protoName": "in_place"
          }
         }
        },
        "Store": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "base": {
           "type": "Version",
           "id": 2
          },
          "meta": {
           "type": "SessionMeta",
           "id": 3
          },
          "attributes": {
           "rule": "repeated",
           "type": "Attribute",
           "id": 4
          },
          "removed": {
           "rule": "repeated",
           "type": "string",
           "id": 5
          },
          "create": {
           "type": "bool",
           "id": 6
          },
          "localOnly": {
           "rule": "repeated",
           "type": "Attribute",
           "id": 7,
           "protoName": "local_only"
          },
          "operation": {
           "type": "uint64",
           "id": 8
          },
          "containerChanged": {
           "type": "bool",
           "id": 9,
           "protoName": "container_changed"
          },
          "ageMs": {
           "type": "uint64",
           "id": 10,
           "protoName": "age_ms"
          }
         }
        },
        "StoreResult": {
         "fields": {
          "outcome": {
           "type": "Outcome",
           "id": 1
          },
          "version": {
           "type": "Version",
           "id": 2
          },
          "stale": {
           "type": "bool",
           "id": 3
          }
         },
         "nested": {
          "Outcome": {
           "values": {
            "OUTCOME_UNSPECIFIED": 0,
            "OUTCOME_ACKNOWLEDGED": 1,
            "OUTCOME_DEGRADED": 2,
            "OUTCOME_DEAD": 3
           }
          }
         }
        },
        "Touch": {
         "fields": {
          "touched": {
           "rule": "repeated",
           "type": "Touched",
           "id": 1
          }
         }
        },
        "Touched": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 2,
           "protoName": "last_access_ms"
          }
         }
        },
        "Invalidate": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "reason": {
           "type": "string",
           "id": 2
          },
          "operation": {
           "type": "uint64",
           "id": 3
          }
         }
        },
        "ChangeId": {
         "fields": {
          "oldKey": {
           "type": "bytes",
           "id": 1,
           "protoName": "old_key"
          },
          "newKey": {
           "type": "bytes",
           "id": 2,
           "protoName": "new_key"
          },
          "operation": {
           "type": "uint64",
           "id": 3
          }
         }
        },
        "ExpireIfIdle": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 2,
           "protoName": "last_access_ms"
          }
         }
        },
        "ExpireResult": {
         "fields": {
          "expired": {
           "type": "bool",
           "id": 1
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 2,
           "protoName": "last_access_ms"
          },
          "gone": {
           "type": "bool",
           "id": 3
          }
         }
        },
        "Renew": {
         "fields": {}
        },
        "Renewed": {
         "fields": {}
        },
        "Stale": {
         "fields": {
          "notice": {
           "type": "uint64",
           "id": 1
          },
          "keys": {
           "rule": "repeated",
           "type": "bytes",
           "id": 2
          }
         }
        },
        "Dropped": {
         "fields": {
          "notice": {
           "type": "uint64",
           "id": 1
          }
         }
        },
        "Kill": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "fireListeners": {
           "type": "bool",
           "id": 2,
           "protoName": "fire_listeners"
          },
          "reason": {
           "type": "string",
           "id": 3
          }
         }
        },
        "ModeChange": {
         "fields": {
          "mode": {
           "type": "string",
           "id": 1
          },
          "guarantee": {
           "type": "string",
           "id": 2
          }
         }
        },
        "Done": {
         "fields": {}
        },
        "Failure": {
         "fields": {
          "code": {
           "type": "string",
           "id": 1
          },
          "message": {
           "type": "string",
           "id": 2
          }
         }
        }
       }
      }
     }
    },
    "peer": {
     "nested": {
      "v1": {
       "nested": {
        "PeerService": {
         "methods": {
          "Link": {
           "requestType": "PeerFrame",
           "requestStream": true,
           "responseType": "PeerFrame",
           "responseStream": true
          }
         }
        },
        "PeerFrame": {
         "oneofs": {
          "body": {
           "oneof": [
            "hello",
            "proof",
            "replicate",
            "replicated",
            "fetch",
            "fetched",
            "inventory",
            "heartbeat",
            "goodbye",
            "chunk",
            "inventoryEnd"
           ]
          }
         },
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "answer": {
           "type": "bool",
           "id": 2
          },
          "hello": {
           "type": "PeerHello",
           "id": 3
          },
          "proof": {
           "type": "PeerProof",
           "id": 4
          },
          "replicate": {
           "type": "Replicate",
           "id": 5
          },
          "replicated": {
           "type": "Replicated",
           "id": 6
          },
          "fetch": {
           "type": "Fetch",
           "id": 7
          },
          "fetched": {
           "type": "Fetched",
           "id": 8
          },
          "inventory": {
           "type": "Inventory",
           "id": 9
          },
          "heartbeat": {
           "type": "Heartbeat",
           "id": 10
          },
          "goodbye": {
           "type": "Goodbye",
           "id": 11
          },
          "chunk": {
           "type": "gyeot.session.v1.Chunk",
           "id": 12
          },
          "inventoryEnd": {
           "type": "InventoryEnd",
           "id": 13,
           "protoName": "inventory_end"
          }
         }
        },
        "PeerHello": {
         "fields": {
          "protocol": {
           "type": "uint32",
           "id": 1
          },
          "node": {
           "type": "string",
           "id": 2
          },
          "incarnation": {
           "type": "uint64",
           "id": 3
          },
          "challenge": {
           "type": "bytes",
           "id": 4
          },
          "nowMs": {
           "type": "uint64",
           "id": 5,
           "protoName": "now_ms"
          },
          "agents": {
           "type": "gyeot.session.v1.Endpoint",
           "id": 6
          },
          "watch": {
           "type": "gyeot.session.v1.Endpoint",
           "id": 7
          },
          "host": {
           "type": "string",
           "id": 8
          },
          "features": {
           "rule": "repeated",
           "type": "string",
           "id": 9
          },
          "version": {
           "type": "string",
           "id": 10
          }
         }
        },
        "PeerProof": {
         "fields": {
          "mac": {
           "type": "bytes",
           "id": 1
          }
         }
        },
        "Replicate": {
         "fields": {
          "records": {
           "rule": "repeated",
           "type": "Record",
           "id": 1
          }
         }
        },
        "Record": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "version": {
           "type": "gyeot.session.v1.Version",
           "id": 2
          },
          "meta": {
           "type": "gyeot.session.v1.SessionMeta",
           "id": 3
          },
          "attributes": {
           "rule": "repeated",
           "type": "gyeot.session.v1.Attribute",
           "id": 4
          },
          "removed": {
           "rule": "repeated",
           "type": "gyeot.session.v1.Attribute",
           "id": 5
          },
          "full": {
           "type": "bool",
           "id": 6
          },
          "base": {
           "type": "gyeot.session.v1.Version",
           "id": 7
          },
          "tombstone": {
           "type": "bool",
           "id": 8
          },
          "reason": {
           "type": "string",
           "id": 9
          },
          "movedTo": {
           "type": "bytes",
           "id": 10,
           "protoName": "moved_to"
          },
          "touch": {
           "type": "bool",
           "id": 11
          },
          "metaVersion": {
           "type": "gyeot.session.v1.Version",
           "id": 12,
           "protoName": "meta_version"
          },
          "localOnly": {
           "rule": "repeated",
           "type": "gyeot.session.v1.Attribute",
           "id": 13,
           "protoName": "local_only"
          },
          "containerVersion": {
           "type": "gyeot.session.v1.Version",
           "id": 14,
           "protoName": "container_version"
          },
          "baseDigest": {
           "type": "bytes",
           "id": 15,
           "protoName": "base_digest"
          },
          "agent": {
           "type": "string",
           "id": 16
          },
          "operation": {
           "type": "uint64",
           "id": 17
          },
          "fire": {
           "type": "string",
           "id": 18
          },
          "writes": {
           "type": "uint64",
           "id": 19
          }
         }
        },
        "Replicated": {
         "fields": {
          "needFull": {
           "rule": "repeated",
           "type": "bytes",
           "id": 1,
           "protoName": "need_full"
          },
          "dead": {
           "rule": "repeated",
           "type": "Record",
           "id": 2
          }
         }
        },
        "Fetch": {
         "fields": {
          "keys": {
           "rule": "repeated",
           "type": "bytes",
           "id": 1
          }
         }
        },
        "Fetched": {
         "fields": {
          "records": {
           "rule": "repeated",
           "type": "Record",
           "id": 1
          },
          "absent": {
           "rule": "repeated",
           "type": "bytes",
           "id": 2
          },
          "syncing": {
           "type": "bool",
           "id": 3
          }
         }
        },
        "Inventory": {
         "fields": {
          "items": {
           "rule": "repeated",
           "type": "InventoryItem",
           "id": 1
          }
         }
        },
        "InventoryItem": {
         "fields": {
          "key": {
           "type": "bytes",
           "id": 1
          },
          "version": {
           "type": "gyeot.session.v1.Version",
           "id": 2
          },
          "tombstone": {
           "type": "bool",
           "id": 3
          },
          "digest": {
           "type": "bytes",
           "id": 4
          },
          "lastAccessMs": {
           "type": "uint64",
           "id": 5,
           "protoName": "last_access_ms"
          }
         }
        },
        "InventoryEnd": {
         "fields": {
          "items": {
           "type": "uint64",
           "id": 1
          }
         }
        },
        "Heartbeat": {
         "fields": {
          "nowMs": {
           "type": "uint64",
           "id": 1,
           "protoName": "now_ms"
          },
          "loopDelayMs": {
           "type": "uint32",
           "id": 2,
           "protoName": "loop_delay_ms"
          },
          "wases": {
           "rule": "repeated",
           "type": "string",
           "id": 3
          },
          "inSync": {
           "type": "bool",
           "id": 4,
           "protoName": "in_sync"
          }
         }
        },
        "Goodbye": {
         "fields": {}
        }
       }
      }
     }
    },
    "telemetry": {
     "nested": {
      "v1": {
       "nested": {
        "TelemetryService": {
         "methods": {
          "Report": {
           "requestType": "Batch",
           "requestStream": true,
           "responseType": "Control",
           "responseStream": true
          },
          "Follow": {
           "requestType": "FollowRequest",
           "responseType": "FollowItem",
           "responseStream": true
          },
          "FetchTrace": {
           "requestType": "TraceRequest",
           "responseType": "TraceReply"
          }
         }
        },
        "Batch": {
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "hello": {
           "type": "AgentHello",
           "id": 2
          },
          "strings": {
           "rule": "repeated",
           "type": "string",
           "id": 3
          },
          "transactions": {
           "type": "Transactions",
           "id": 4
          },
          "calls": {
           "type": "Calls",
           "id": 5
          },
          "gauges": {
           "type": "Gauges",
           "id": 6
          },
          "ledger": {
           "type": "Ledger",
           "id": 7
          },
          "logs": {
           "rule": "repeated",
           "type": "LogLine",
           "id": 8
          }
         }
        },
        "AgentHello": {
         "fields": {
          "protocol": {
           "type": "uint32",
           "id": 1
          },
          "was": {
           "type": "string",
           "id": 2
          },
          "server": {
           "type": "string",
           "id": 3
          },
          "jvm": {
           "type": "string",
           "id": 4
          },
          "pid": {
           "type": "uint32",
           "id": 5
          },
          "startedMs": {
           "type": "uint64",
           "id": 6,
           "protoName": "started_ms"
          },
          "agentVersion": {
           "type": "string",
           "id": 7,
           "protoName": "agent_version"
          },
          "incarnation": {
           "type": "string",
           "id": 8
          },
          "sessionHook": {
           "type": "string",
           "id": 9,
           "protoName": "session_hook"
          }
         }
        },
        "Transactions": {
         "fields": {
          "startUsDelta": {
           "rule": "repeated",
           "type": "sint64",
           "id": 1,
           "protoName": "start_us_delta"
          },
          "durationUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 2,
           "protoName": "duration_us"
          },
          "traceIds": {
           "type": "bytes",
           "id": 3,
           "protoName": "trace_ids"
          },
          "spanIds": {
           "type": "bytes",
           "id": 4,
           "protoName": "span_ids"
          },
          "parentSpanIds": {
           "type": "bytes",
           "id": 5,
           "protoName": "parent_span_ids"
          },
          "endpoint": {
           "rule": "repeated",
           "type": "uint32",
           "id": 6
          },
          "path": {
           "rule": "repeated",
           "type": "uint32",
           "id": 7
          },
          "status": {
           "rule": "repeated",
           "type": "uint32",
           "id": 8
          },
          "error": {
           "rule": "repeated",
           "type": "uint32",
           "id": 9
          },
          "address": {
           "rule": "repeated",
           "type": "uint32",
           "id": 10
          },
          "sessionKeys": {
           "type": "bytes",
           "id": 11,
           "protoName": "session_keys"
          },
          "userHashes": {
           "type": "bytes",
           "id": 12,
           "protoName": "user_hashes"
          },
          "cpuUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 13,
           "protoName": "cpu_us"
          },
          "sqlUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 14,
           "protoName": "sql_us"
          },
          "sqlCount": {
           "rule": "repeated",
           "type": "uint32",
           "id": 15,
           "protoName": "sql_count"
          },
          "sessionUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 16,
           "protoName": "session_us"
          },
          "app": {
           "rule": "repeated",
           "type": "uint32",
           "id": 17
          },
          "thread": {
           "rule": "repeated",
           "type": "uint32",
           "id": 18
          }
         }
        },
        "Calls": {
         "fields": {
          "transaction": {
           "rule": "repeated",
           "type": "uint32",
           "id": 1
          },
          "kind": {
           "rule": "repeated",
           "type": "uint32",
           "id": 2
          },
          "text": {
           "rule": "repeated",
           "type": "uint32",
           "id": 3
          },
          "offsetUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 4,
           "protoName": "offset_us"
          },
          "durationUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 5,
           "protoName": "duration_us"
          },
          "rows": {
           "rule": "repeated",
           "type": "sint64",
           "id": 6
          },
          "error": {
           "rule": "repeated",
           "type": "uint32",
           "id": 7
          },
          "spanIds": {
           "type": "bytes",
           "id": 8,
           "protoName": "span_ids"
          },
          "target": {
           "rule": "repeated",
           "type": "uint32",
           "id": 9
          }
         }
        },
        "Gauges": {
         "fields": {
          "atMs": {
           "type": "uint64",
           "id": 1,
           "protoName": "at_ms"
          },
          "pools": {
           "rule": "repeated",
           "type": "MemoryPool",
           "id": 2
          },
          "collectors": {
           "rule": "repeated",
           "type": "Collector",
           "id": 3
          },
          "threads": {
           "type": "uint32",
           "id": 4
          },
          "threadsDaemon": {
           "type": "uint32",
           "id": 5,
           "protoName": "threads_daemon"
          },
          "threadsPeak": {
           "type": "uint32",
           "id": 6,
           "protoName": "threads_peak"
          },
          "processCpu": {
           "type": "double",
           "id": 7,
           "protoName": "process_cpu"
          },
          "systemCpu": {
           "type": "double",
           "id": 8,
           "protoName": "system_cpu"
          },
          "heapUsed": {
           "type": "uint64",
           "id": 9,
           "protoName": "heap_used"
          },
          "heapCommitted": {
           "type": "uint64",
           "id": 10,
           "protoName": "heap_committed"
          },
          "heapMax": {
           "type": "uint64",
           "id": 11,
           "protoName": "heap_max"
          },
          "connectors": {
           "rule": "repeated",
           "type": "Pool",
           "id": 12
          },
          "jdbcPools": {
           "rule": "repeated",
           "type": "Pool",
           "id": 13,
           "protoName": "jdbc_pools"
          },
          "inFlight": {
           "rule": "repeated",
           "type": "uint32",
           "id": 14,
           "protoName": "in_flight"
          },
          "loadedClasses": {
           "type": "uint64",
           "id": 15,
           "protoName": "loaded_classes"
          },
          "sessionMode": {
           "type": "string",
           "id": 16,
           "protoName": "session_mode"
          },
          "nearSessions": {
           "type": "uint64",
           "id": 17,
           "protoName": "near_sessions"
          },
          "agentCpuUs": {
           "type": "uint64",
           "id": 18,
           "protoName": "agent_cpu_us"
          },
          "heapUsedAfterGc": {
           "type": "uint64",
           "id": 19,
           "protoName": "heap_used_after_gc"
          }
         }
        },
        "MemoryPool": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "kind": {
           "type": "string",
           "id": 2
          },
          "used": {
           "type": "uint64",
           "id": 3
          },
          "committed": {
           "type": "uint64",
           "id": 4
          },
          "max": {
           "type": "uint64",
           "id": 5
          }
         }
        },
        "Collector": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "count": {
           "type": "uint64",
           "id": 2
          },
          "timeMs": {
           "type": "uint64",
           "id": 3,
           "protoName": "time_ms"
          }
         }
        },
        "Pool": {
         "fields": {
          "name": {
           "type": "string",
           "id": 1
          },
          "busy": {
           "type": "uint32",
           "id": 2
          },
          "size": {
           "type": "uint32",
           "id": 3
          },
          "max": {
           "type": "uint32",
           "id": 4
          },
          "waiting": {
           "type": "uint32",
           "id": 5
          }
         }
        },
        "Ledger": {
         "fields": {
          "transactionsCreated": {
           "type": "uint64",
           "id": 1,
           "protoName": "transactions_created"
          },
          "transactionsSent": {
           "type": "uint64",
           "id": 2,
           "protoName": "transactions_sent"
          },
          "transactionsDropped": {
           "rule": "repeated",
           "type": "DropCount",
           "id": 3,
           "protoName": "transactions_dropped"
          },
          "callsCreated": {
           "type": "uint64",
           "id": 4,
           "protoName": "calls_created"
          },
          "callsSent": {
           "type": "uint64",
           "id": 5,
           "protoName": "calls_sent"
          },
          "callsDropped": {
           "rule": "repeated",
           "type": "DropCount",
           "id": 6,
           "protoName": "calls_dropped"
          }
         }
        },
        "DropCount": {
         "fields": {
          "reason": {
           "type": "string",
           "id": 1
          },
          "count": {
           "type": "uint64",
           "id": 2
          }
         }
        },
        "LogLine": {
         "fields": {
          "atMs": {
           "type": "uint64",
           "id": 1,
           "protoName": "at_ms"
          },
          "level": {
           "type": "string",
           "id": 2
          },
          "message": {
           "type": "string",
           "id": 3
          }
         }
        },
        "Control": {
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "userCookie": {
           "type": "string",
           "id": 2,
           "protoName": "user_cookie"
          },
          "trustedProxies": {
           "rule": "repeated",
           "type": "string",
           "id": 3,
           "protoName": "trusted_proxies"
          }
         }
        },
        "Bucket": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "was": {
           "type": "string",
           "id": 2
          },
          "startMs": {
           "type": "uint64",
           "id": 3,
           "protoName": "start_ms"
          },
          "widthMs": {
           "type": "uint32",
           "id": 4,
           "protoName": "width_ms"
          },
          "count": {
           "type": "uint64",
           "id": 5
          },
          "errors": {
           "type": "uint64",
           "id": 6
          },
          "latency": {
           "type": "bytes",
           "id": 7
          },
          "usersByAddress": {
           "type": "bytes",
           "id": 8,
           "protoName": "users_by_address"
          },
          "usersBySession": {
           "type": "bytes",
           "id": 9,
           "protoName": "users_by_session"
          },
          "usersByCookie": {
           "type": "bytes",
           "id": 10,
           "protoName": "users_by_cookie"
          },
          "endpoints": {
           "rule": "repeated",
           "type": "EndpointBucket",
           "id": 11
          },
          "gauges": {
           "type": "Gauges",
           "id": 12
          },
          "sqlCount": {
           "type": "uint64",
           "id": 13,
           "protoName": "sql_count"
          },
          "sqlUs": {
           "type": "uint64",
           "id": 14,
           "protoName": "sql_us"
          },
          "sessionUs": {
           "type": "uint64",
           "id": 15,
           "protoName": "session_us"
          },
          "gaugeSummary": {
           "rule": "repeated",
           "type": "double",
           "id": 16,
           "protoName": "gauge_summary"
          }
         }
        },
        "EndpointBucket": {
         "fields": {
          "endpoint": {
           "type": "string",
           "id": 1
          },
          "count": {
           "type": "uint64",
           "id": 2
          },
          "errors": {
           "type": "uint64",
           "id": 3
          },
          "latency": {
           "type": "bytes",
           "id": 4
          },
          "sqlUs": {
           "type": "uint64",
           "id": 5,
           "protoName": "sql_us"
          },
          "sumUs": {
           "type": "uint64",
           "id": 6,
           "protoName": "sum_us"
          }
         }
        },
        "FollowRequest": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "afterSeq": {
           "type": "uint64",
           "id": 2,
           "protoName": "after_seq"
          },
          "mac": {
           "type": "bytes",
           "id": 3
          },
          "nowMs": {
           "type": "uint64",
           "id": 4,
           "protoName": "now_ms"
          },
          "logId": {
           "type": "string",
           "id": 5,
           "protoName": "log_id"
          }
         }
        },
        "FollowItem": {
         "fields": {
          "seq": {
           "type": "uint64",
           "id": 1
          },
          "bucket": {
           "type": "Bucket",
           "id": 2
          },
          "dots": {
           "type": "Dots",
           "id": 3
          },
          "agent": {
           "type": "AgentState",
           "id": 4
          },
          "hello": {
           "type": "FollowHello",
           "id": 5
          }
         }
        },
        "FollowHello": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "nowMs": {
           "type": "uint64",
           "id": 2,
           "protoName": "now_ms"
          },
          "logId": {
           "type": "string",
           "id": 3,
           "protoName": "log_id"
          },
          "lastSeq": {
           "type": "uint64",
           "id": 4,
           "protoName": "last_seq"
          }
         }
        },
        "AgentState": {
         "fields": {
          "hello": {
           "type": "AgentHello",
           "id": 1
          },
          "attached": {
           "type": "bool",
           "id": 2
          },
          "seenMs": {
           "type": "uint64",
           "id": 3,
           "protoName": "seen_ms"
          },
          "gauges": {
           "type": "Gauges",
           "id": 4
          },
          "created": {
           "type": "uint64",
           "id": 5
          },
          "stored": {
           "type": "uint64",
           "id": 6
          },
          "dropped": {
           "rule": "repeated",
           "type": "DropCount",
           "id": 7
          }
         }
        },
        "Dots": {
         "fields": {
          "was": {
           "type": "string",
           "id": 1
          },
          "startMsDelta": {
           "rule": "repeated",
           "type": "sint64",
           "id": 2,
           "protoName": "start_ms_delta"
          },
          "durationUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 3,
           "protoName": "duration_us"
          },
          "status": {
           "rule": "repeated",
           "type": "uint32",
           "id": 4
          },
          "traceIds": {
           "type": "bytes",
           "id": 5,
           "protoName": "trace_ids"
          },
          "spanIds": {
           "type": "bytes",
           "id": 6,
           "protoName": "span_ids"
          },
          "endpoints": {
           "rule": "repeated",
           "type": "string",
           "id": 7
          },
          "endpoint": {
           "rule": "repeated",
           "type": "uint32",
           "id": 8
          },
          "node": {
           "type": "string",
           "id": 9
          },
          "strings": {
           "rule": "repeated",
           "type": "string",
           "id": 10
          },
          "path": {
           "rule": "repeated",
           "type": "uint32",
           "id": 11
          },
          "error": {
           "rule": "repeated",
           "type": "uint32",
           "id": 12
          },
          "address": {
           "rule": "repeated",
           "type": "uint32",
           "id": 13
          },
          "sqlUs": {
           "rule": "repeated",
           "type": "uint64",
           "id": 14,
           "protoName": "sql_us"
          },
          "sqlCount": {
           "rule": "repeated",
           "type": "uint32",
           "id": 15,
           "protoName": "sql_count"
          },
          "sessionKeys": {
           "type": "bytes",
           "id": 16,
           "protoName": "session_keys"
          },
          "startUs": {
           "rule": "repeated",
           "type": "uint32",
           "id": 17,
           "protoName": "start_us"
          }
         }
        },
        "TraceRequest": {
         "fields": {
          "traceId": {
           "type": "bytes",
           "id": 1,
           "protoName": "trace_id"
          },
          "mac": {
           "type": "bytes",
           "id": 2
          },
          "nowMs": {
           "type": "uint64",
           "id": 3,
           "protoName": "now_ms"
          },
          "node": {
           "type": "string",
           "id": 4
          }
         }
        },
        "TraceReply": {
         "fields": {
          "transactions": {
           "rule": "repeated",
           "type": "TraceTransaction",
           "id": 1
          }
         }
        },
        "TraceTransaction": {
         "fields": {
          "node": {
           "type": "string",
           "id": 1
          },
          "was": {
           "type": "string",
           "id": 2
          },
          "startUs": {
           "type": "uint64",
           "id": 3,
           "protoName": "start_us"
          },
          "durationUs": {
           "type": "uint64",
           "id": 4,
           "protoName": "duration_us"
          },
          "traceId": {
           "type": "bytes",
           "id": 5,
           "protoName": "trace_id"
          },
          "spanId": {
           "type": "bytes",
           "id": 6,
           "protoName": "span_id"
          },
          "parentSpanId": {
           "type": "bytes",
           "id": 7,
           "protoName": "parent_span_id"
          },
          "endpoint": {
           "type": "string",
           "id": 8
          },
          "path": {
           "type": "string",
           "id": 9
          },
          "status": {
           "type": "uint32",
           "id": 10
          },
          "error": {
           "type": "string",
           "id": 11
          },
          "address": {
           "type": "string",
           "id": 12
          },
          "sessionKey": {
           "type": "bytes",
           "id": 13,
           "protoName": "session_key"
          },
          "cpuUs": {
           "type": "uint64",
           "id": 14,
           "protoName": "cpu_us"
          },
          "sqlUs": {
           "type": "uint64",
           "id": 15,
           "protoName": "sql_us"
          },
          "sqlCount": {
           "type": "uint32",
           "id": 16,
           "protoName": "sql_count"
          },
          "sessionUs": {
           "type": "uint64",
           "id": 17,
           "protoName": "session_us"
          },
          "app": {
           "type": "string",
           "id": 18
          },
          "thread": {
           "type": "string",
           "id": 19
          },
          "calls": {
           "rule": "repeated",
           "type": "TraceCall",
           "id": 20
          }
         }
        },
        "TraceCall": {
         "fields": {
          "kind": {
           "type": "string",
           "id": 1
          },
          "text": {
           "type": "string",
           "id": 2
          },
          "offsetUs": {
           "type": "uint64",
           "id": 3,
           "protoName": "offset_us"
          },
          "durationUs": {
           "type": "uint64",
           "id": 4,
           "protoName": "duration_us"
          },
          "rows": {
           "type": "sint64",
           "id": 5
          },
          "error": {
           "type": "string",
           "id": 6
          },
          "spanId": {
           "type": "bytes",
           "id": 7,
           "protoName": "span_id"
          },
          "target": {
           "type": "string",
           "id": 8
          }
         }
        }
       }
      }
     }
    }
   }
  }
 }
} as const;
