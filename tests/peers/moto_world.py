"""Fills a running moto with what tst_peer_moto looks at: moto_world.py ENDPOINT [spot]. Prints nothing.
With "spot" there is a request for a spot instance, too, and the instance.
Two users with AWS's documented example keys (one may do everything, one only reads), a role, a launch template, three
groups as the house has them and 57 empty ones (a page of groups holds 50)."""
import json
import sys
import urllib.request

import boto3

endpoint = sys.argv[1]
REGION = "us-east-1"


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name=REGION,
                        aws_access_key_id="setup", aws_secret_access_key="setup")


def post(path, body):
    request = urllib.request.Request(endpoint + path, data=body, method="POST", headers={"Content-Type": "text/plain"})
    urllib.request.urlopen(request).read()


post("/moto-api/reset-auth", b"inf")  # who sets it up has no keys
post("/moto-api/peer", b'{"clock": false, "reset_activities": true, "throttle": 0, "fail": {"n": 0, "status": 500}}')
post("/moto-api/reset", b"")
iam, ec2, scaling = client("iam"), client("ec2"), client("autoscaling")
users = {
    "oncall": ("*", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    "reader": (["autoscaling:Describe*", "ec2:Describe*", "sts:*"], "AKIAI44QH8DHBEXAMPLE",
               "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
}
for name, (actions, key_id, secret) in users.items():
    iam.create_user(UserName=name)
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}
    iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=json.dumps(policy))
    iam.create_access_key(UserName=name)
    post("/moto-api/peer", json.dumps({"set_key": [{"user": name, "id": key_id, "secret": secret}]}).encode())
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}
iam.create_role(RoleName="comporta", AssumeRolePolicyDocument=json.dumps(trust))

image = ec2.describe_images()["Images"][0]["ImageId"]
ec2.create_launch_template(LaunchTemplateName="mesos-agent",
                           LaunchTemplateData={"ImageId": image, "InstanceType": "m5.2xlarge"})
template = {"LaunchTemplateName": "mesos-agent", "Version": "$Latest"}


def group(name, desired, **more):
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name, MinSize=0, MaxSize=20, DesiredCapacity=desired,
        AvailabilityZones=["us-east-1a", "us-east-1b"],
        Tags=[{"ResourceId": name, "ResourceType": "auto-scaling-group", "Key": "slave-type", "Value": name,
               "PropagateAtLaunch": True}], **more)


group("mesos-on-demand", 3, LaunchTemplate=template)
group("mesos-fixed", 2, LaunchTemplate=template, NewInstancesProtectedFromScaleIn=True)
group("mesos-spot", 2, MixedInstancesPolicy={
    "LaunchTemplate": {"LaunchTemplateSpecification": template,
                       "Overrides": [{"InstanceType": "r5.4xlarge"}, {"InstanceType": "r5.2xlarge"}]},
    "InstancesDistribution": {"OnDemandBaseCapacity": 0, "OnDemandPercentageAboveBaseCapacity": 0}})
for i in range(57):
    group(f"empty-{i:02}", 0, LaunchTemplate=template)
if sys.argv[2:] == ["spot"]:
    ec2.request_spot_instances(SpotPrice="0.1", LaunchSpecification={"ImageId": image, "InstanceType": "m5.large"})
post("/moto-api/peer", json.dumps({"bounds": True, "activities": True, "clock": True}).encode())
post("/moto-api/reset-auth", b"0")
