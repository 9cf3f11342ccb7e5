// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/program.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace program;

/// pools, pool show and instances as scripts use them, over the demo's EC2, Mesos and Aurora.
class tst_CtlPools : public QObject
{
    Q_OBJECT

private slots:
    void pools_areRows_withTheKeysOfTheHelp();
    void pool_isShownWhole();
    void instances_areOfAllPools_orOfOne();
    void unknownPool_isRefused_withTheOneMeant();
    void zones_areThoseAwsOffers_whereItRefuses();
    void processes_areSuspended_andOnlyThoseResumed();
    void machines_areStarted_otherwiseThanTheirTemplate();
    void everyWrite_isPlannedFirst_data();
    void everyWrite_isPlannedFirst();
    void writes_askForWhatTheirHarmNeeds();
    void pace_isKept_orRefused();

private:
    static Outcome ask(const QStringList &words) { return run(QStringList{ u"--demo"_s } + words); }
    static QJsonObject plan(const QStringList &words)
    {
        return ask(words + QStringList{ u"--dry-run"_s, u"-o"_s, u"json"_s }).object()[u"plan"_s].toObject();
    }
    static QJsonArray rows(const QStringList &words) { return ask(words + QStringList{ u"-o"_s, u"json"_s }).rows(); }
};

void tst_CtlPools::pools_areRows_withTheKeysOfTheHelp()
{
    const QJsonArray pools = rows({ u"pools"_s });
    QVERIFY(pools.size() >= 5);
    const QByteArray help = run({ u"pools"_s, u"--help"_s }).out;
    for (const QString &key : pools.at(0).toObject().keys())
        QVERIFY2(help.contains(' ' + key.toUtf8() + ' '), qPrintable(key));
    const auto spot = std::ranges::find_if(
        pools, [](const QJsonValue &pool) { return pool[u"pool"_s].toString() == u"mesos-spot-1a"; });
    QVERIFY(spot != pools.end());
    QVERIFY((*spot)[u"launched"_s].toInt() > 0);
    QVERIFY((*spot)[u"price"_s].toDouble() > 0);
    const Outcome table = ask({ u"pools"_s, u"--filter"_s, u"idle>1000"_s });
    QVERIFY2(table.code == 0 && !table.out.contains("mesos-spot-1a"), table.err.constData());
}

void tst_CtlPools::pool_isShownWhole()
{
    const Outcome outcome = ask({ u"pool"_s, u"show"_s, u"mesos-spot-1c"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    for (const char *part : { "mesos-spot-1c", "Wanted", "Registered", "Machines", "Activity", "us-east-1c" })
        QVERIFY2(outcome.out.contains(part), outcome.out.constData());
    const QJsonObject whole = ask({ u"pool"_s, u"show"_s, u"mesos-spot-1c"_s, u"-o"_s, u"json"_s }).object();
    QCOMPARE(whole.keys(), (QStringList{ u"activity"_s, u"differences"_s, u"machines"_s, u"pool"_s }));
    QCOMPARE(whole[u"pool"_s][u"pool"_s].toString(), u"mesos-spot-1c"_s);
    QVERIFY(whole[u"machines"_s].toArray().size() >= whole[u"pool"_s][u"registered"_s].toInt());
}

void tst_CtlPools::instances_areOfAllPools_orOfOne()
{
    const QJsonArray all = rows({ u"instances"_s });
    const QJsonArray some = rows({ u"instances"_s, u"mesos-fixed"_s });
    QVERIFY(!some.isEmpty() && all.size() > some.size());
    for (const QJsonValue &machine : some)
        QCOMPARE(machine[u"pool"_s].toString(), u"mesos-fixed"_s);
    const Outcome table = ask({ u"instances"_s, u"mesos-fixed"_s });
    QVERIFY2(table.out.contains("i-") && table.out.contains("mesos-fixed"), table.out.constData());
}

void tst_CtlPools::unknownPool_isRefused_withTheOneMeant()
{
    const Outcome outcome = ask({ u"pool"_s, u"show"_s, u"mesos-fixd"_s });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("Did you mean mesos-fixed?"), outcome.err.constData());
    QCOMPARE(ask({ u"pool"_s, u"show"_s }).code, 2);
    QCOMPARE(ask({ u"instances"_s, u"a"_s, u"b"_s }).code, 2);
}

void tst_CtlPools::zones_areThoseAwsOffers_whereItRefuses()
{
    const QJsonObject zones = plan({ u"pool"_s, u"zones"_s, u"mesos-spot-1c"_s });
    const QString calls = zones[u"calls"_s].toVariant().toStringList().join(u'\n');
    QVERIFY2(
        calls.contains(u"UpdateAutoScalingGroup mesos-spot-1c VPCZoneIdentifier=subnet-0a1b2c3d,subnet-0b2c3d4e"_s),
        qPrintable(calls));
    const Outcome none = ask({ u"pool"_s, u"zones"_s, u"mesos-on-demand"_s });
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("AWS offers mesos-on-demand no other zone now."), none.err.constData());
}

void tst_CtlPools::processes_areSuspended_andOnlyThoseResumed()
{
    const QJsonObject suspend = plan({ u"pool"_s, u"suspend"_s, u"mesos-on-demand"_s, u"AZRebalance"_s });
    QCOMPARE(suspend[u"calls"_s].toVariant().toStringList(),
             QStringList{ u"SuspendProcesses mesos-on-demand AZRebalance"_s });
    QVERIFY2(suspend[u"command"_s].toString().endsWith(u"pool suspend mesos-on-demand AZRebalance"_s),
             qPrintable(suspend[u"command"_s].toString()));
    const Outcome none = ask({ u"pool"_s, u"resume"_s, u"mesos-on-demand"_s });
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("Nothing of mesos-on-demand is suspended."), none.err.constData());
    QCOMPARE(ask({ u"pool"_s, u"suspend"_s, u"mesos-on-demand"_s }).code, 2); // what?
}

void tst_CtlPools::machines_areStarted_otherwiseThanTheirTemplate()
{
    const QStringList words{ u"instances"_s, u"start"_s,           u"model"_s,        u"2"_s,
                             u"disk=400"_s,  u"type=r5.2xlarge"_s, u"tag:owner=ana"_s };
    const QJsonObject start = plan(words);
    const QString calls = start[u"calls"_s].toVariant().toStringList().join(u'\n');
    QVERIFY2(calls.contains(u"RunInstances 1 × r5.2xlarge, ami-03cf127a, 400 GiB gp3"_s), qPrintable(calls));
    QVERIFY(calls.contains(u"owner=ana"_s));
    QVERIFY2(
        start[u"command"_s].toString().endsWith(u"instances start model 2 type=r5.2xlarge disk=400 tag:owner=ana"_s),
        qPrintable(start[u"command"_s].toString()));
    const Outcome wrong = ask({ u"instances"_s, u"start"_s, u"model"_s, u"2"_s, u"disk=big"_s });
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("disk=big"), wrong.err.constData());
}

void tst_CtlPools::everyWrite_isPlannedFirst_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("call");
    const auto row = [](const char *words, const char *call) {
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(call);
    };
    row("pool scale mesos-on-demand +2", "UpdateAutoScalingGroup mesos-on-demand desired");
    row("pool scale mesos-on-demand +2 spot-only", "UpdateAutoScalingGroup mesos-spot-1a desired");
    row("pool scale mesos-on-demand +2 try-spot 15m", "SetDesiredCapacity mesos-on-demand");
    row("pool scale mesos-on-demand +1 max=60", "max 40 → 60");
    row("pool drain mesos-on-demand 1", "TerminateInstanceInAutoScalingGroup");
    row("pool cycle mesos-on-demand --batch-size 2", "to be replaced");
    row("pool cycle mesos-on-demand --pause 60s", "to be replaced");
    row("pool terminate mesos-on-demand MACHINE", "decrement");
    row("pool terminate mesos-on-demand MACHINE replace", "to be replaced");
    row("pool hold mesos-on-demand MACHINE 2h", "CreateTags");
    row("pool release mesos-on-demand MACHINE", "DeleteTags");
    row("instances start model 2", "RunInstances");
    row("instances stop model", "TerminateInstances");
}

void tst_CtlPools::everyWrite_isPlannedFirst()
{
    QFETCH(const QString, words);
    QFETCH(const QString, call);
    static const QString machine
        = rows({ u"instances"_s, u"mesos-on-demand"_s }).at(0)[u"instance"_s].toString(); // the demo is always the same
    const QJsonObject planned = plan(QString(words).replace(u"MACHINE"_s, machine).split(u' '));
    const QString calls = planned[u"calls"_s].toVariant().toStringList().join(u'\n');
    QVERIFY2(calls.contains(call), qPrintable(calls));
    const QString command = planned[u"command"_s].toString();
    QVERIFY2(command.contains(words.section(u' ', 0, 2)), qPrintable(command));
}

/// Machines go only for who says how many are left, and why.
void tst_CtlPools::writes_askForWhatTheirHarmNeeds()
{
    const QStringList drain{ u"pool"_s, u"drain"_s, u"mesos-on-demand"_s, u"1"_s };
    const Outcome bare = ask(drain + QStringList{ u"--yes"_s });
    QVERIFY2(bare.code != 0 && bare.err.contains("A reason is asked for"), bare.err.constData());
    const Outcome wrong = ask(drain + QStringList{ u"--yes"_s, u"--reason"_s, u"drill"_s, u"--expect"_s, u"999"_s });
    QVERIFY2(wrong.code != 0 && wrong.err.contains("--expect says 999"), wrong.err.constData());
    const Outcome none = ask({ u"pool"_s, u"hold"_s, u"jobs/prod/nobody"_s });
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("No machine is there on which a task of jobs/prod/nobody failed"), none.err.constData());
}

void tst_CtlPools::pace_isKept_orRefused()
{
    const QStringList cycle{ u"pool"_s, u"cycle"_s, u"mesos-on-demand"_s, u"--batch-size"_s, u"2"_s };
    const QJsonObject paused = plan(cycle + QStringList{ u"--pause"_s, u"60s"_s });
    QVERIFY2(paused[u"command"_s].toString().endsWith(u"--batch-size 2 --pause 60s"_s),
             qPrintable(paused[u"command"_s].toString()));
    QVERIFY(!plan(cycle)[u"command"_s].toString().contains(u"--pause"_s));
    const Outcome drain = ask({ u"pool"_s, u"drain"_s, u"mesos-on-demand"_s, u"1"_s, u"--pause"_s, u"60s"_s });
    QCOMPARE(drain.code, 2);
    QVERIFY2(drain.err.contains("mean nothing to pool drain"), drain.err.constData());
    const Outcome watched = ask(cycle + QStringList{ u"--watch"_s, u"45s"_s });
    QCOMPARE(watched.code, 2);
    QVERIFY2(watched.err.contains("--watch is about a job's instances"), watched.err.constData());
}

QTEST_GUILESS_MAIN(tst_CtlPools)
#include "tst_ctlpools.moc"
