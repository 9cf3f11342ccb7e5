"""A real Airflow for tst_airflow: airflow_server.py VENV HOME PORT, on loopback, until its standard input ends.
Says "ready" once it answers and its scheduler has parsed the DAGs. Users: ops/ops (admin)."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request

venv, home, port = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
here = pathlib.Path(__file__).resolve().parent
airflow = str(venv / "bin" / "airflow")
major = int(subprocess.run([airflow, "version"], capture_output=True, text=True, check=True,
                           env={"AIRFLOW_HOME": str(home), "PATH": os.environ["PATH"]}).stdout.split(".")[0].split()[-1])
base = f"http://127.0.0.1:{port}"
environment = {
    "PATH": f"{venv}/bin:{os.environ['PATH']}", "HOME": str(home), "AIRFLOW_HOME": str(home), "PYTHONPATH": str(here / "lib"),
    "LC_ALL": "C.UTF-8", "no_proxy": "*", "PYTHONDONTWRITEBYTECODE": "1",
    "AIRFLOW__CORE__DAGS_FOLDER": str(here / "dags"), "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__HOSTNAME_CALLABLE": "loopback_host.get", "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
    "AIRFLOW__CORE__UNIT_TEST_MODE": "False", "AIRFLOW__SCHEDULER__MIN_FILE_PROCESS_INTERVAL": "5",
    "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
}
if major == 2:
    environment |= {
        "AIRFLOW__CORE__EXECUTOR": "SequentialExecutor", "AIRFLOW__WEBSERVER__WORKERS": "1",
        "AIRFLOW__API__AUTH_BACKENDS": "airflow.api.auth.backend.basic_auth,airflow.api.auth.backend.session",
        "AIRFLOW__WEBSERVER__SECRET_KEY": "only-for-tests",
    }
    programs = [["webserver", "--hostname", "127.0.0.1", "--port", port], ["scheduler"]]
    health = "/api/v1/health"
else:
    passwords = home / "passwords.json"
    home.mkdir(parents=True, exist_ok=True)
    passwords.write_text(json.dumps({"ops": "ops"}))
    environment |= {
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor", "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "ops:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base}/execution/",
        "AIRFLOW__API__BASE_URL": base, "AIRFLOW__API_AUTH__JWT_SECRET": "only-for-tests-but-long-enough-for-hs512-" + "x" * 40,
        "AIRFLOW__API__SECRET_KEY": "only-for-tests", "AIRFLOW__API__WORKERS": "1",
    }
    programs = [["api-server", "--host", "127.0.0.1", "--port", port], ["scheduler"], ["dag-processor"]]
    health = "/api/v2/monitor/health"

log = open(home.parent / f"airflow{major}.log", "ab")


def run(*words):
    subprocess.run([airflow, *words], env=environment, stdout=log, stderr=log, check=True)


def answer(path):
    try:
        with urllib.request.urlopen(base + path, timeout=20) as reply:
            return json.load(reply)
    except OSError:
        return None


run("db", "migrate")
if major == 2:
    run("users", "create", "--username", "ops", "--password", "ops", "--role", "Admin",
        "--firstname", "o", "--lastname", "p", "--email", "ops@example.invalid")
children = [subprocess.Popen([airflow, *words], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                             start_new_session=True) for words in programs]
try:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        told = answer(health)
        if told and told.get("scheduler", {}).get("status") == "healthy":
            print("ready", flush=True)
            break
        if any(child.poll() is not None for child in children):
            sys.exit(f"Airflow {major} ended before it answered; see {log.name}")
        time.sleep(1)
    else:
        sys.exit(f"Airflow {major} does not answer in 600 s; see {log.name}")
    sys.stdin.read()
finally:
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
