// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"
#include "models/pools/elsewhere.h"
#include "models/verbs/agents/cordons.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/pools/failedmachines.h"
#include "models/verbs/pools/holdplan.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/launchplan.h"
#include "models/verbs/pools/launchtemplate.h"
#include "models/verbs/pools/processesplan.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/pools/scaleplan.h"
#include "models/verbs/pools/zonesplan.h"
#include "models/verbs/pools/zonesverb.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::StepState;
using verbs::CordonVerb;

namespace {

constexpr core::TimePoint now(1795416420s);

using Touches = QList<actions::Touch>;

Touches touchesOf(const actions::Request &request, const QStringList &agents, StepState state)
{
    actions::Touch touch;
    touch.request = request;
    touch.user = u"ana@ops"_s;
    touch.reason = u"kernel update"_s;
    touch.startedAt = now;
    touch.step.state = state;
    Touches touches;
    for (const QString &agent : agents) {
        touch.step.step.payload = { { u"agent"_s, agent } };
        touches << touch;
    }
    return touches;
}

Touches cordon(const QStringList &agents, core::TimePoint until, StepState state = StepState::Reached)
{
    return touchesOf(CordonVerb::request(CordonVerb::Way::Cordon, agents, until), agents, state);
}

pools::Pool group(const QString &name, const QString &zone, int wanted)
{
    pools::Pool pool;
    pool.name = name;
    pool.kind = pools::Pool::Kind::Spot;
    pool.launchTemplate = u"mesos-slave"_s;
    pool.zones = { zone };
    pool.wanted = wanted;
    pool.max = 10;
    return pool;
}

/// A group with so many machines in each of its zones.
aws::Group spread(const QList<int> &machines)
{
    aws::Group made;
    made.name = u"g"_s;
    for (qsizetype zone = 0; zone < machines.size(); ++zone) {
        made.zones << QString(QChar(u'a' + static_cast<char16_t>(zone)));
        for (int i = 0; i < machines[zone]; ++i) {
            aws::GroupInstance machine;
            machine.id = u"i-%1%2"_s.arg(zone).arg(i);
            machine.zone = made.zones.last();
            machine.lifecycle = u"InService"_s;
            made.instances << machine;
        }
    }
    made.desired = static_cast<int>(made.instances.size());
    return made;
}

} // namespace

/// What is worked out of a wish or a journal before anybody is asked. Pure.
class tst_PoolWishes : public QObject
{
    Q_OBJECT

private slots:
    void cordon_isWhatTheNewestActionSays();
    void cordon_endsWithWhateverElseClosesOrOpens();
    void refusedPools_haveRoomElsewhere();
    void launch_saysWhereItDiffersFromItsTemplate();
    void launch_refusesWhatIsNoWord();
    void tags_areNotSentTwice();
    void zones_areThoseOfTheGroupsOwnVpc();
    void hold_marksWhatWouldEndItsMachines();
    void hold_isOfTheMachinesAJobFailedOn();
    void evenShares_moveAsFewAsCanBe();
    void resuming_isGradedByWhatAwsMayEnd();
    void growth_isHeldAgainstTheAccountsLimit_data();
    void growth_isHeldAgainstTheAccountsLimit();
};

void tst_PoolWishes::cordon_isWhatTheNewestActionSays()
{
    const Touches touches = cordon({ u"a1"_s }, now + 1h) + cordon({ u"a1"_s, u"a2"_s }, now + 2h)
        + cordon({ u"a3"_s }, now + 2h, StepState::Refused);
    const verbs::Cordons cordons = verbs::cordonsOf(touches);
    QCOMPARE(cordons.size(), 2); // a refused one is none
    QCOMPARE(cordons.value(u"a1"_s), (verbs::Cordon{ u"ana@ops"_s, u"kernel update"_s, now, now + 1h }));
    QCOMPARE(cordons.value(u"a2"_s).until, now + 2h);
    QVERIFY(!cordons.value(u"a1"_s).hasRunOut(now + 59min) && cordons.value(u"a1"_s).hasRunOut(now + 1h));
}

void tst_PoolWishes::cordon_endsWithWhateverElseClosesOrOpens()
{
    const Touches older = cordon({ u"a1"_s }, now + 1h);
    const Touches uncordon
        = touchesOf(CordonVerb::request(CordonVerb::Way::Uncordon, { u"a1"_s }), { u"a1"_s }, StepState::Answered);
    QVERIFY(verbs::cordonsOf(uncordon + older).isEmpty());
    Touches held = touchesOf({}, { u"a1"_s }, StepState::Reached);
    held.first().step.step = verbs::steps::close({ u"model"_s, u"i-1"_s, u"a1"_s, u"ip-1"_s }, 0);
    QVERIFY(verbs::cordonsOf(held + older).isEmpty());
    actions::Request maintenance;
    maintenance.verb = u"maintenance-start"_s; // Aurora's, which leaves a cordon as it is
    const Touches scheduled = touchesOf(maintenance, { u"a1"_s }, StepState::Reached);
    QCOMPARE(verbs::cordonsOf(scheduled + older).size(), 1);
}

void tst_PoolWishes::refusedPools_haveRoomElsewhere()
{
    pools::Pool refused = group(u"spot-c"_s, u"c"_s, 8);
    refused.refusal.emplace();
    refused.refusal->error.otherZones = { u"a"_s, u"b"_s, u"c"_s };
    pools::Pool onDemand = group(u"on-demand"_s, u"a"_s, 1);
    onDemand.kind = pools::Pool::Kind::OnDemand;
    pools::Picture picture;
    picture.pools = { refused,
                      group(u"spot-a"_s, u"a"_s, 9),
                      group(u"spot-b"_s, u"b"_s, 2),
                      group(u"full"_s, u"b"_s, 10),
                      group(u"spot-d"_s, u"d"_s, 0),
                      onDemand };
    QStringList names;
    for (const pools::Pool &pool : pools::elsewhere(picture, refused))
        names << pool.name;
    QCOMPARE(names, (QStringList{ u"spot-b"_s, u"spot-a"_s })); // most room first
    QCOMPARE(pools::furtherZones(refused), (QStringList{ u"a"_s, u"b"_s }));
    refused.refusal.reset();
    QVERIFY(pools::elsewhere(picture, refused).isEmpty() && pools::furtherZones(refused).isEmpty());
}

void tst_PoolWishes::launch_saysWhereItDiffersFromItsTemplate()
{
    config::AwsLaunch usual;
    usual.image = u"ami-1"_s;
    usual.type = u"r5.4xlarge"_s;
    usual.disk = 200;
    usual.tags = { { u"team"_s, u"itaipu"_s } };
    QCOMPARE(verbs::launchOrder(u"model"_s, 3, usual, usual).words, QStringList());
    const QStringList words{ u"type=r5.2xlarge"_s, u"disk=400"_s, u"disk-type=gp2"_s, u"spot"_s, u"tag:owner=ana"_s };
    config::AwsLaunch asked = usual;
    for (const QString &word : words)
        QVERIFY2(verbs::takeLaunchWord(word, asked), qPrintable(word));
    const verbs::LaunchVerb::Order order = verbs::launchOrder(u"model"_s, 3, asked, usual);
    QCOMPARE(order.words, words); // what it says is read as what was asked
    QCOMPARE(order.machine.disks.first().size, 400);
    QCOMPARE(order.machine.disks.first().type, u"gp2"_s);
    QVERIFY(order.machine.spot);
    const auto read = verbs::launchOrderOf(verbs::LaunchVerb::request(order)); // through the journal
    QCOMPARE(read.words, words);
    QCOMPARE(read.machine.disks.first().type, u"gp2"_s);
}

void tst_PoolWishes::launch_refusesWhatIsNoWord()
{
    config::AwsLaunch asked;
    for (const QString &word : { u"disk=big"_s, u"disk=-1"_s, u"disk-type=sc1"_s, u"type=big"_s, u"tag:owner"_s,
                                 u"tag:aws:x=1"_s, u"tag:Name=x"_s, u"fast"_s })
        QVERIFY2(!verbs::takeLaunchWord(word, asked), qPrintable(word));
}

void tst_PoolWishes::tags_areNotSentTwice()
{
    verbs::LaunchVerb::Order order;
    order.pool = u"model"_s;
    order.machine.image = u"ami-1"_s;
    order.machine.type = u"r5.4xlarge"_s;
    order.machine.tags = { { u"slave-type"_s, u"other"_s }, { u"owner"_s, u"ana"_s } };
    verbs::FreshPools pools;
    pools.aws = std::make_shared<aws::State>();
    pools.joined = std::make_shared<pools::Picture>();
    verbs::Context context;
    context.stack = u"stable"_s;
    context.poolAttribute = u"slave-type"_s;
    context.clock = &core::systemClock();
    const auto plan = verbs::drawLaunch(verbs::LaunchVerb::request(order), pools, context);
    QVERIFY(plan);
    QVERIFY2(plan->steps.first().call.endsWith(u", owner=ana, slave-type=model, Name=stable-model"_s),
             qPrintable(plan->steps.first().call));
}

void tst_PoolWishes::zones_areThoseOfTheGroupsOwnVpc()
{
    aws::Group group;
    group.name = u"mesos-on-demand"_s;
    group.zones = { u"a"_s };
    group.subnets = { u"subnet-1"_s };
    aws::Group other;
    other.name = u"other"_s;
    other.subnets = { u"subnet-4"_s };
    auto state = std::make_shared<aws::State>();
    state->groups = { group, other };
    verbs::FreshPools pools;
    pools.aws = state;
    pools.joined = std::make_shared<pools::Picture>();
    const QList<aws::Subnet> subnets{ { u"subnet-1"_s, u"a"_s, u"vpc-1"_s, {}, 9 },
                                      { u"subnet-2"_s, u"b"_s, u"vpc-2"_s, {}, 9 },
                                      { u"subnet-3"_s, u"b"_s, u"vpc-1"_s, {}, 9 },
                                      { u"subnet-4"_s, u"b"_s, u"vpc-1"_s, {}, 9 } };
    verbs::Context context;
    context.clock = &core::systemClock();
    const auto drawn = [&](const QStringList &zones) {
        return verbs::drawZones(verbs::ZonesVerb::request(u"mesos-on-demand"_s, zones), pools, subnets, context);
    };
    const auto plan = drawn({ u"b"_s });
    QVERIFY(plan);
    const QList<actions::Item> rows = plan->tables.first().items;
    QCOMPARE(rows.size(), 2); // not that of the other VPC
    QVERIFY(!rows[0].ticked && rows[1].ticked); // of two the one where another group launches
    QCOMPARE(plan->steps.size(), 1); // no machine is there that AZRebalance could end
    QVERIFY2(plan->steps.first().call.endsWith(u"=subnet-1,subnet-4"_s), qPrintable(plan->steps.first().call));
    const auto none = drawn({ u"c"_s });
    QVERIFY(none && none->isEmpty());
    QCOMPARE(none->warnings.first(), u"There is no subnet in c in the group's VPC."_s);
    state->groups.first().subnets.clear(); // a group that is given zones
    QVERIFY2(drawn({ u"b"_s })->steps.first().call.endsWith(u"AvailabilityZones=a,b"_s), "by zone");
}

void tst_PoolWishes::hold_marksWhatWouldEndItsMachines()
{
    auto graph = std::make_shared<dag::Graph>();
    for (const QString &id : { u"downscale-ec2-model"_s, u"downscale-spot"_s, u"scale-ec2-model"_s }) {
        dag::Node node;
        node.id = id;
        night::tellScaling(&node);
        graph->nodes.push_back(node);
    }
    auto night = std::make_shared<dag::Night>();
    night->graph = graph;
    night->nodes.resize(graph->nodes.size());
    dag::NightBoard board(u"Airflow"_s);
    QCOMPARE(verbs::downscale::nodesAhead(&board, u"model"_s), QStringList());
    board.setNight(night);
    QCOMPARE(verbs::downscale::nodesAhead(&board, u"model"_s), QStringList{ u"downscale-ec2-model"_s });
    auto later = std::make_shared<dag::Night>(*night);
    later->nodes[0].state = dag::NodeState::Done;
    board.setNight(later);
    QCOMPARE(verbs::downscale::nodesAhead(&board, u"model"_s), QStringList()); // it has ended what it ends

    pools::Machine machine;
    machine.instance = u"i-1"_s;
    machine.pool = u"model"_s;
    auto picture = std::make_shared<pools::Picture>();
    picture->machines = { machine };
    verbs::FreshPools pools;
    pools.joined = picture;
    verbs::Context context;
    context.clock = &core::systemClock();
    verbs::downscale::Nodes nodes;
    nodes.run.run.dagId = u"prod-dagao"_s;
    nodes.found.resize(1);
    nodes.found.first().taskId = u"downscale-ec2-model"_s;
    nodes.found.first().runId = u"tonight"_s;
    const core::TimePoint until = core::systemClock().now() + 6h;
    actions::Request request = verbs::HoldVerb::hold(u"model"_s, { u"i-1"_s }, until);
    const auto drawn = [&] {
        const auto plan = verbs::drawHold(request, pools, nodes, context);
        [&] { QVERIFY2(plan && actions::flawOf(*plan).isEmpty(), plan ? qPrintable(actions::flawOf(*plan)) : ""); }();
        return plan.value_or(actions::Plan());
    };
    actions::Plan plan = drawn();
    QCOMPARE(plan.steps.last().call, u"set tonight downscale-ec2-model to success, the reason as its note"_s);
    QCOMPARE(plan.grade(), actions::Grade::Clicked); // the night goes on without it
    request.excluded = { u"downscale-ec2-model"_s };
    plan = drawn();
    QVERIFY(std::ranges::none_of(plan.steps, &verbs::downscale::isMark));
    QCOMPARE(plan.grade(), actions::Grade::Held);
    request = verbs::HoldVerb::release(u"model"_s, { u"i-1"_s });
    QVERIFY(std::ranges::none_of(drawn().steps, &verbs::downscale::isMark));
    QVERIFY(std::ranges::any_of(drawn().steps, &verbs::downscale::isClear)); // what was marked with the hold
}

void tst_PoolWishes::hold_isOfTheMachinesAJobFailedOn()
{
    using Is = mesos::TaskState;
    auto texts = std::make_shared<core::StringPool>();
    mesos::State state;
    const auto task = [&](const char *name, const char *agent, Is is) {
        mesos::Task made;
        made.name = texts->intern(name);
        made.agent = texts->intern(agent);
        made.state = is;
        state.tasks.push_back(made);
    };
    task("jobs/prod/model", "a1", Is::Failed);
    task("jobs/prod/model", "a2", Is::Lost);
    task("jobs/prod/model", "a3", Is::Finished);
    task("jobs/prod/model", "a4", Is::Running);
    task("jobs/prod/other", "a5", Is::Failed);
    task("jobs/prod/model", "gone", Is::Failed);
    task("jobs/prod/model", "a6", Is::Failed);
    state.pool = texts;
    pools::Picture picture;
    for (int i = 1; i <= 6; ++i) {
        pools::Machine machine;
        machine.instance = u"i-%1"_s.arg(i);
        machine.agentId = "a" + QByteArray::number(i);
        machine.pool = i == 2 ? u"spot"_s : u"model"_s;
        machine.heldUntil = i == 6 ? now : core::TimePoint();
        picture.machines << machine;
    }
    const QList<verbs::FailedMachines> expected{ { u"model"_s, { u"i-1"_s } }, { u"spot"_s, { u"i-2"_s } } };
    QCOMPARE(verbs::machinesOfFailed(state, picture, u"jobs/prod/model"_s), expected);

    const actions::Step tag
        = verbs::steps::tag({ u"model"_s, u"i-1"_s, u"a1"_s, u"ip-1"_s }, {}, now + 2h, u"jobs/prod/model"_s, 0);
    QVERIFY2(tag.call.endsWith(u", comporta-held-for=jobs/prod/model"_s), qPrintable(tag.call));
    const QByteArray sent = verbs::steps::callOf(tag, u"ana@ops"_s, now).body();
    QVERIFY2(sent.contains("comporta-held-for"), sent.constData());
}

void tst_PoolWishes::evenShares_moveAsFewAsCanBe()
{
    const auto shares = [](const QList<int> &machines) {
        QList<int> then;
        for (const verbs::ZoneShare &share : verbs::evenShares(spread(machines)))
            then << share.then;
        return then;
    };
    QCOMPARE(shares({ 6, 0, 0 }), (QList<int>{ 2, 2, 2 }));
    QCOMPARE(shares({ 0, 5 }), (QList<int>{ 3, 2 })); // who has more keeps the odd one
    QCOMPARE(shares({ 2, 3, 2 }), (QList<int>{ 3, 2, 2 })); // AWS lets a difference of one be
    QCOMPARE(shares({ 2, 2, 0 }), (QList<int>{ 2, 1, 1 }));
    QCOMPARE(shares({ 7 }), QList<int>{ 7 });
}

void tst_PoolWishes::resuming_isGradedByWhatAwsMayEnd()
{
    using Way = verbs::ProcessesVerb::Way;
    auto state = std::make_shared<aws::State>();
    verbs::FreshPools pools;
    pools.aws = state;
    pools.joined = std::make_shared<pools::Picture>();
    verbs::Context context;
    context.clock = &core::systemClock();
    const auto drawn = [&](const aws::Group &group, Way way, const QStringList &processes,
                           const QStringList &included = {}) {
        state->groups = { group };
        actions::Request request = verbs::ProcessesVerb::request(way, group.name, processes);
        request.included = included;
        const auto plan = verbs::drawProcesses(request, pools, way, context);
        [&] { QVERIFY2(plan && actions::flawOf(*plan).isEmpty(), plan ? qPrintable(actions::flawOf(*plan)) : ""); }();
        return plan.value_or(actions::Plan());
    };
    const QString rebalancing = u"AZRebalance"_s;
    aws::Group group = spread({ 4, 0 });
    group.suspended = { rebalancing, u"Terminate"_s };
    actions::Plan plan = drawn(group, Way::Resume, { rebalancing });
    QCOMPARE(plan.facts.ends, 2);
    QCOMPARE(plan.grade(), actions::Grade::Counted);
    QCOMPARE(plan.tables.first().items.size(), 2);
    QCOMPARE(plan.steps.first().call, u"ResumeProcesses g AZRebalance"_s);
    group.desired = 1; // of four
    plan = drawn(group, Way::Resume, { rebalancing }, { u"Terminate"_s });
    QCOMPARE(plan.steps.first().call, u"ResumeProcesses g AZRebalance, Terminate"_s);
    QCOMPARE(plan.facts.ends, 4); // never more than there are

    for (aws::GroupInstance &machine : group.instances)
        machine.isProtected = true;
    plan = drawn(group, Way::Resume, { rebalancing });
    QCOMPARE(plan.facts.ends, 0); // held ones stay
    QCOMPARE(plan.grade(), actions::Grade::Clicked);
    QVERIFY2(plan.warnings.first().startsWith(u"AWS has nothing to end now."_s), qPrintable(plan.warnings.first()));
    plan = drawn(group, Way::Suspend, { u"Launch"_s });
    QCOMPARE(plan.steps.first().call, u"SuspendProcesses g Launch"_s);
    QVERIFY(drawn(group, Way::Suspend, { rebalancing }).isEmpty()); // it is so already
}

void tst_PoolWishes::growth_isHeldAgainstTheAccountsLimit_data()
{
    QTest::addColumn<QString>("refusal");
    QTest::addColumn<QString>("delta");
    QTest::addColumn<QString>("warning");
    const QString vcpus = u"VcpuLimitExceeded - … than your current vCPU limit of %1 allows for …"_s;
    QTest::newRow("not known") << QString() << u"limit not known"_s << QString();
    QTest::newRow("enough, but others may have it")
        << vcpus.arg(64) << u"of 64 allowed"_s << u"has launched none since"_s;
    QTest::newRow("too few") << vcpus.arg(63) << u"of 63 allowed"_s << u"may run 63 vCPUs of standard on-demand"_s;
    QTest::newRow("refused, nobody says how many")
        << u"InstanceLimitExceeded - …"_s << u"limit not known"_s << u"InstanceLimitExceeded"_s;
}

void tst_PoolWishes::growth_isHeldAgainstTheAccountsLimit()
{
    QFETCH(const QString, refusal);
    QFETCH(const QString, delta);
    QFETCH(const QString, warning);
    auto aws = std::make_shared<aws::State>();
    aws::Group machines = spread({ 2 });
    machines.max = 10;
    machines.types = { u"r5.4xlarge"_s };
    machines.instances[0].type = u"r5.4xlarge"_s;
    aws->groups << machines;
    aws::Instance instance;
    instance.type = u"r5.4xlarge"_s;
    instance.state = aws::Instance::State::Running;
    aws->instances << instance << instance;
    aws::Activity activity;
    activity.group = machines.name;
    activity.description = u"Launching a new EC2 instance"_s;
    activity.status = u"Failed"_s;
    activity.message = refusal;
    activity.started = now - 1h;
    if (!refusal.isEmpty())
        aws->activities << activity;
    verbs::FreshPools pools;
    pools.aws = aws;
    pools.joined = std::make_shared<pools::Picture>();
    const core::ManualClock clock(now);
    verbs::Context context;
    context.clock = &clock;
    const auto plan = verbs::drawScaling(verbs::ScaleVerb::grow(machines.name, 2), pools, context);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const auto row = std::ranges::find(plan->effects, u"Limit of the account"_s, &actions::Effect::group);
    QVERIFY(row != plan->effects.end());
    QCOMPARE(row->touches, u"vCPUs of standard on-demand machines"_s);
    QCOMPARE(row->before + u" → "_s + row->after, u"32 → 64"_s);
    QCOMPARE(row->delta, delta);
    const QString warnings = plan->warnings.join(u'\n');
    QVERIFY2(warning.isEmpty() ? !warnings.contains(u"AWS"_s) : warnings.contains(warning), qPrintable(warnings));
}

QTEST_GUILESS_MAIN(tst_PoolWishes)
#include "tst_poolwishes.moc"
