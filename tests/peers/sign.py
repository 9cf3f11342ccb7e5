"""Signs as Debian's botocore does: a JSON request a line on standard input, its Authorization a line on standard output."""
import datetime
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


class Fixed(datetime.datetime):
    moment = None

    @classmethod
    def utcnow(cls):
        return cls.moment


botocore.auth.datetime.datetime = Fixed
for line in sys.stdin:
    asked = json.loads(line)
    Fixed.moment = datetime.datetime.strptime(asked["at"], "%Y%m%dT%H%M%SZ")
    request = AWSRequest(method=asked["method"], url=asked["url"], data=bytes.fromhex(asked["body"]),
                         headers=asked["headers"])
    keys = Credentials(asked["id"], asked["secret"], asked["token"] or None)
    botocore.auth.SigV4Auth(keys, asked["service"], asked["region"]).add_auth(request)
    print(request.headers["Authorization"], flush=True)
