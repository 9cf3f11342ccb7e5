// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/auroraclient.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sim::thrift;

Q_DECLARE_METATYPE(sim::thrift::Value)

/// The simulated scheduler's answers beside those of a real one: every field the real one has, with the same type, and
/// no other.
class tst_AuroraShapes : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void answersAreShapedLikeTheRealOnes_data();
    void answersAreShapedLikeTheRealOnes();

private:
    std::unique_ptr<sim::Demo> m_frozen; ///< at the demo's start
};

namespace {

/// What the recorded jobs have and the demo's have not, each for its reason; ends of paths.
const QStringList absent{
    u".29.2"_s, // Docker
    u".29.1.1"_s, // an image
    u".29.1.2[]"_s, // volumes
    u".34"_s, // a policy for partitions
    u".35"_s, // one for the SLA
    u".20[].2.2"_s, // limit constraints
    u".33[]"_s, // files to fetch
};

/// Task configurations in updates: recorded of plainer jobs than the demo's. They are compared in getTasksStatus.
const QSet<QString> comparedElsewhere{ u"0.3.24.2[].1.2.1[].1"_s, u"0.3.24.2[].1.2.2.1"_s };

void collect(const Value &value, const QString &path, QSet<QString> *shape)
{
    shape->insert(path + u':' + QString::number(static_cast<int>(value.type())));
    if (comparedElsewhere.contains(path))
        return;
    for (const Field &field : value.fields())
        collect(field.value, path.isEmpty() ? QString::number(field.id) : path + u'.' + QString::number(field.id),
                shape);
    for (const Value &element : value.elements())
        collect(element, path + u"[]"_s, shape);
    for (const auto &[key, mapped] : value.entries()) {
        collect(key, path + u"<key>"_s, shape);
        collect(mapped, path + u"<>"_s, shape);
    }
}

QStringList missing(const QSet<QString> &from, const QSet<QString> &in)
{
    QStringList paths;
    for (const QString &path : from) {
        const QString where = path.section(u':', 0, 0);
        const bool excused = std::ranges::any_of(absent, [&](const QString &part) {
            const qsizetype at = where.indexOf(part);
            return at >= 0 && (where.size() == at + part.size() || u".[<"_s.contains(where[at + part.size()]));
        });
        if (!in.contains(path) && !excused)
            paths.append(path);
    }
    paths.sort();
    return paths;
}

Value role(const char *name)
{
    return Struct().text(1, name).done();
}

Value job(const char *name, const char *of = "jobs")
{
    return Struct().text(1, of).text(2, "prod").text(3, name).done();
}

Value everything()
{
    return single(1, Struct().done());
}

} // namespace

void tst_AuroraShapes::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_frozen = std::make_unique<sim::Demo>(options);
    QVERIFY(m_frozen->errorString().isEmpty());
}

void tst_AuroraShapes::answersAreShapedLikeTheRealOnes_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QStringList>("recordings");
    QTest::addColumn<Value>("arguments");
    const auto row = [](const char *method, const QStringList &names, const Value &arguments) {
        QTest::newRow(method) << QString::fromLatin1(method) << names << arguments;
    };
    row("getRoleSummary", { u"read/getRoleSummary"_s }, Struct().done());
    row("getJobSummary", { u"read/getJobSummary-null"_s }, Struct().done());
    row("getJobs", { u"read/getJobs-null"_s }, Struct().done());
    row("getTasksStatus",
        { u"read/getTasksStatus-frontend"_s, u"read/getTasksStatus-hello_world"_s, u"read/getTasksStatus-failed"_s,
          u"transition/killed-getTasksStatus"_s, u"read/getTasksWithoutConfigs-all"_s },
        everything());
    row("getTasksWithoutConfigs", { u"read/getTasksWithoutConfigs-all"_s }, everything());
    row("getPendingReason", { u"read/getPendingReason-all"_s }, everything());
    row("getConfigSummary", { u"read/getConfigSummary-frontend"_s }, single(1, job("query-gateway", "services")));
    row("getQuota", { u"read/getQuota-web"_s }, role("services"));
    row("getTierConfigs", { u"read/getTierConfigs"_s }, Struct().done());
    row("getJobUpdateSummaries", { u"update/getJobUpdateSummaries-all"_s }, everything());
    row("getJobUpdateDetails", { u"update/getJobUpdateDetails-rolling"_s }, Struct().put(2, Struct().done()).done());
}

void tst_AuroraShapes::answersAreShapedLikeTheRealOnes()
{
    QFETCH(QString, method);
    QFETCH(QStringList, recordings);
    QFETCH(Value, arguments);
    QSet<QString> real;
    for (const QString &recording : recordings) {
        QString name = recording + u".tjson"_s;
        if (!QFile::exists(QStringLiteral(GOLDEN_DIR "/aurora/") + name + u".response.http"_s))
            name = recording + u".binary"_s;
        Message message;
        QVERIFY(readThrift(name, recordedAnswer(name).body, &message));
        collect(message.body, {}, &real);
    }
    for (const Encoding encoding : { Encoding::Json, Encoding::Binary }) {
        const Reply reply = callAurora(m_frozen->auroraUrls().constFirst(), method.toStdString(), arguments, encoding);
        QCOMPARE(reply.http.status, 200);
        QCOMPARE(reply.http.header("Content-Type"), contentType(encoding));
        QVERIFY(reply.readable);
        QCOMPARE(reply.code(), 1);
        QSet<QString> simulated;
        collect(reply.message.body, {}, &simulated);
        QCOMPARE(missing(real, simulated), QStringList());
        QCOMPARE(missing(simulated, real), QStringList());
    }
}

QTEST_GUILESS_MAIN(tst_AuroraShapes)
#include "tst_aurorashapes.moc"
