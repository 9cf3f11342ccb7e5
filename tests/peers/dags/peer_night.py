"""peer-night: 60 nodes in the shape of a night: one fails on purpose, one hands on a value, one is mapped over three (one
goes well, one needs a second try, one fails), the others are empty and cost nothing."""
from datetime import datetime, timedelta, timezone

try:  # Airflow 3
    from airflow.sdk import DAG, TaskGroup
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.providers.standard.operators.empty import EmptyOperator
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator
    from airflow.operators.empty import EmptyOperator
    from airflow.utils.task_group import TaskGroup

with DAG(dag_id="peer-night", start_date=datetime(2026, 11, 20, tzinfo=timezone.utc), schedule=None, catchup=False,
         tags=["nightly"], params={"transaction": "none"}) as dag:
    transaction = BashOperator(task_id="metapod-transaction",
                               bash_command="echo {{ dag_run.conf.get('transaction', 'none') }}", do_xcom_push=True)
    raw = [EmptyOperator(task_id=f"itaipu-raw-{i:02}") for i in range(20)]
    contracts = BashOperator(task_id="itaipu-contracts", bash_command="echo 'no such input' >&2; exit 1")
    with TaskGroup("datasets"):
        datasets = [EmptyOperator(task_id=f"dataset-{i:02}") for i in range(20)]
    models = [EmptyOperator(task_id=f"model-{i:02}") for i in range(15)]
    shards = BashOperator.partial(task_id="shard", retries=1, retry_delay=timedelta(seconds=1)).expand(
        bash_command=["echo 0", "echo 'try {{ ti.try_number }}'; test {{ ti.try_number }} -gt 1", "exit 3"])
    publish = EmptyOperator(task_id="publish")
    downscale = EmptyOperator(task_id="downscale", trigger_rule="all_done")
    transaction >> raw
    raw[0] >> shards
    raw[0] >> contracts >> datasets[:10]
    for i in range(20):
        raw[i] >> datasets[i]
    for i in range(15):
        datasets[i] >> models[i]
    models >> publish >> downscale
