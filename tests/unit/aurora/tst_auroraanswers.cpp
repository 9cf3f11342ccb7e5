// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/answers.h"

#include <QDirIterator>
#include <QHash>
#include <QTest>

#include "goldenvalues.h"
#include "recordings.h"

using namespace Qt::StringLiterals;
using namespace aurora;

namespace {

using Kind = core::Error::Kind;

QString messages(const QJsonObject &response)
{
    QStringList texts;
    for (const QJsonValue &detail : response[u"details"].toArray()) {
        if (!detail[u"message"].toString().isEmpty())
            texts.append(detail[u"message"].toString());
    }
    return texts.join(u'\n');
}

QStringList answered()
{
    const QString root = QStringLiteral(GOLDEN_DIR "/aurora/");
    QStringList names;
    QDirIterator files(root, { u"*.decoded.json"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next().mid(root.size()).chopped(QLatin1StringView(".decoded.json").size());
        if (recordings::decoded(name)[u"response"].isObject())
            names.append(name);
    }
    names.sort();
    return names;
}

struct Recorded
{
    explicit Recorded(const QString &name)
        : bytes(recordings::body(name))
        , encoding(name.endsWith(u".binary") ? Encoding::Binary : Encoding::Tjson)
    {
    }
    std::string_view view() const { return { bytes.constData(), static_cast<size_t>(bytes.size()) }; }

    QByteArray bytes;
    Encoding encoding;
};

template <typename List, typename Key>
List byKey(List list, const Key &key)
{
    std::ranges::stable_sort(list, [&](const auto &a, const auto &b) { return key(a) < key(b); });
    return list;
}

} // namespace

class tst_AuroraAnswers : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordedAnswerHasItsVerdict_data();
    void everyRecordedAnswerHasItsVerdict();
    void everyRecordedResultDecodesToItsValues_data();
    void everyRecordedResultDecodesToItsValues();
    void startedUpdateTellsTheOneUnderWay();
    void unchangedJobStartsNoUpdate();
    void okWithWordsIsToldAsSuch();
    void answersToOtherQuestionsAreNotTaken();
    void exceptionsOfThriftAreRefusals();
    void everyTruncationIsAnError();
    void hostileLengthsAllocateNothing();
    void garbageIsAnError();
};

void tst_AuroraAnswers::everyRecordedAnswerHasItsVerdict_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = answered();
    QVERIFY(names.size() > 500);
    for (const QString &name : names)
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_AuroraAnswers::everyRecordedAnswerHasItsVerdict()
{
    QFETCH(QString, name);
    const Recorded recorded(name);
    const QJsonObject response = recordings::decoded(name)[u"response"].toObject();
    const int code = response[u"responseCode"].toInt(-1);
    const auto answer = answers::done(recorded.view(), recorded.encoding);
    if (code == 1) {
        QVERIFY(answer);
        QCOMPARE(answer->message, messages(response));
        return;
    }
    QVERIFY(!answer);
    static const QHash<int, Kind> kinds{
        { 0, Kind::Rejected }, { 2, Kind::Server }, { 4, Kind::Forbidden }, { 5, Kind::JobUpdating }
    };
    QVERIFY(kinds.contains(code));
    QCOMPARE(answer.error().kind, kinds[code]);
    QCOMPARE(answer.error().detail, messages(response));
}

void tst_AuroraAnswers::everyRecordedResultDecodesToItsValues_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : answered()) {
        const QJsonObject response = recordings::decoded(name)[u"response"].toObject();
        if (response[u"responseCode"].toInt() == 1 && !response[u"result"].toObject().isEmpty())
            QTest::addRow("%s", qPrintable(name)) << name;
    }
}

void tst_AuroraAnswers::everyRecordedResultDecodesToItsValues()
{
    QFETCH(QString, name);
    const Recorded recorded(name);
    const QJsonObject result = recordings::decoded(name)[u"response"][u"result"].toObject();
    const QString field = result.keys().constFirst();
    const QJsonValue value = result[field];
    const auto body = recorded.view();
    const Encoding encoding = recorded.encoding;

    if (field == u"roleSummaryResult") {
        QList<RoleSummary> expected;
        for (const QJsonValue &each : value[u"summaries"].toArray())
            expected.append({ each[u"role"].toString(), each[u"jobCount"].toInt(), each[u"cronJobCount"].toInt() });
        QCOMPARE(*answers::roles(body, encoding), byKey(expected, [](const auto &r) { return r.role; }));
    } else if (field == u"jobSummaryResult") {
        QCOMPARE(
            *answers::jobSummaries(body, encoding),
            byKey(golden::listOf(value[u"summaries"], golden::jobSummary), [](const auto &s) { return s.job.key; }));
    } else if (field == u"getJobsResult") {
        QCOMPARE(
            *answers::jobs(body, encoding),
            byKey(golden::listOf(value[u"configs"], golden::jobConfiguration), [](const auto &j) { return j.key; }));
    } else if (field == u"scheduleStatusResult") {
        QCOMPARE(*answers::tasks(body, encoding), golden::listOf(value[u"tasks"], golden::task));
    } else if (field == u"configSummaryResult") {
        const ConfigSummary expected{ golden::jobKey(value[u"summary"][u"key"]),
                                      golden::configGroups(value[u"summary"][u"groups"], "config"_L1) };
        QCOMPARE(*answers::configSummary(body, encoding), expected);
    } else if (field == u"getPendingReasonResult") {
        QList<PendingReason> expected;
        for (const QJsonValue &each : value[u"reasons"].toArray())
            expected.append({ each[u"taskId"].toString(), each[u"reason"].toString() });
        QCOMPARE(*answers::pendingReasons(body, encoding), byKey(expected, [](const auto &r) { return r.taskId; }));
    } else if (field == u"getQuotaResult") {
        const auto of = [&](QStringView part) { return golden::resources(value[part][u"resources"]); };
        QCOMPARE(*answers::quota(body, encoding),
                 (Quota{ of(u"quota"), of(u"prodSharedConsumption"), of(u"nonProdSharedConsumption"),
                         of(u"prodDedicatedConsumption"), of(u"nonProdDedicatedConsumption") }));
    } else if (field == u"getTierConfigResult") {
        const Tiers tiers = *answers::tiers(body, encoding);
        QCOMPARE(tiers.defaultTier, value[u"defaultTierName"].toString());
        QCOMPARE(tiers.tiers.size(), value[u"tiers"].toArray().size());
        QCOMPARE(tiers.tiers.constFirst().name, u"preemptible"_s);
        QCOMPARE(tiers.tiers.constFirst().settings[u"preemptible"_s], u"true"_s);
    } else if (field == u"populateJobResult") {
        QCOMPARE(*answers::populated(body, encoding), golden::taskConfig(value[u"taskConfig"]));
    } else if (field == u"getJobUpdateSummariesResult") {
        QCOMPARE(*answers::updateSummaries(body, encoding),
                 golden::listOf(value[u"updateSummaries"], golden::updateSummary));
    } else if (field == u"getJobUpdateDetailsResult") {
        QCOMPARE(*answers::updateDetails(body, encoding), golden::listOf(value[u"detailsList"], golden::updateDetails));
    } else if (field == u"getJobUpdateDiffResult") {
        const auto of = [&](QStringView part) { return golden::configGroups(value[part], "config"_L1); };
        QCOMPARE(*answers::updateDiff(body, encoding),
                 (UpdateDiff{ of(u"add"), of(u"remove"), of(u"update"), of(u"unchanged") }));
    } else if (field == u"startJobUpdateResult") {
        const StartedUpdate started = *answers::startedUpdate(body, encoding);
        QCOMPARE(*started.key, golden::updateKey(value[u"key"]));
        QCOMPARE(*started.summary, golden::updateSummary(value[u"updateSummary"]));
    } else if (field == u"pulseJobUpdateResult") {
        QCOMPARE(*answers::pulse(body, encoding),
                 value[u"status"].toInt() == 1 ? PulseStatus::Ok : PulseStatus::Finished);
    } else if (value[u"statuses"].isArray()) {
        QCOMPARE(*answers::hosts(body, encoding), golden::hosts(value[u"statuses"]));
    } else { // of a call this program does not offer
        QVERIFY2(field == u"listBackupsResult" || field == u"queryRecoveryResult", qPrintable(field));
    }
}

void tst_AuroraAnswers::startedUpdateTellsTheOneUnderWay()
{
    int refused = 0;
    for (const QString &name : answered()) {
        const QJsonObject exchange = recordings::decoded(name);
        const QJsonObject response = exchange[u"response"].toObject();
        const QJsonValue key = response[u"result"][u"startJobUpdateResult"][u"key"];
        if (!key.isObject() || response[u"responseCode"].toInt() == 1)
            continue;
        const Recorded recorded(name);
        const auto answer = answers::startedUpdate(recorded.view(), recorded.encoding);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::JobUpdating);
        QCOMPARE(answer.error().path, key[u"id"].toString());
        QVERIFY(answer.error().detail.startsWith(u"An active update already exists"_s));
        ++refused;
    }
    QVERIFY(refused > 0);
}

void tst_AuroraAnswers::unchangedJobStartsNoUpdate()
{
    int unchanged = 0;
    for (const QString &name : answered()) {
        const QJsonObject exchange = recordings::decoded(name);
        const QJsonObject response = exchange[u"response"].toObject();
        if (!messages(response).startsWith(u"Job is unchanged"_s))
            continue;
        const Recorded recorded(name);
        const auto answer = answers::startedUpdate(recorded.view(), recorded.encoding);
        QVERIFY(answer);
        QVERIFY(!answer->key);
        QCOMPARE(answer->message, u"Job is unchanged by proposed update."_s);
        ++unchanged;
    }
    QVERIFY(unchanged > 0);
}

void tst_AuroraAnswers::okWithWordsIsToldAsSuch()
{
    const Recorded recorded(u"write/killTasks-no-match.tjson"_s);
    QCOMPARE(answers::done(recorded.view(), recorded.encoding)->message, u"No tasks to kill."_s);
}

void tst_AuroraAnswers::answersToOtherQuestionsAreNotTaken()
{
    const Recorded recorded(u"read/getRoleSummary.binary"_s);
    QCOMPARE(answers::tasks(recorded.view(), recorded.encoding).error().kind, Kind::WrongShape);
}

void tst_AuroraAnswers::exceptionsOfThriftAreRefusals()
{
    for (const QString &name : { u"protocol/unknown-method-json"_s, u"protocol/unknown-method-binary"_s }) {
        const QByteArray body = recordings::body(name);
        const auto encoding = body.startsWith('[') ? Encoding::Tjson : Encoding::Binary;
        const auto answer = answers::done({ body.constData(), static_cast<size_t>(body.size()) }, encoding);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::Rejected);
        QVERIFY2(answer.error().detail.contains(u"noSuchMethod"_s), qPrintable(answer.error().detail));
    }
}

void tst_AuroraAnswers::everyTruncationIsAnError()
{
    for (const QString &name : { u"read/getQuota-web.binary"_s, u"read/getQuota-web.tjson"_s }) {
        const Recorded recorded(name);
        QVERIFY(answers::quota(recorded.view(), recorded.encoding));
        for (size_t length = 0; length + 1 < recorded.view().size(); ++length)
            QVERIFY2(!answers::quota(recorded.view().substr(0, length), recorded.encoding), qPrintable(name));
    }
}

void tst_AuroraAnswers::hostileLengthsAllocateNothing()
{
    // 0x80010002 "x" 0, field 0 struct, field 1 string of 2^31-1 bytes; then the same for a list and a map.
    const QByteArray head = QByteArray::fromHex("80010002"
                                                "00000001"
                                                "78"
                                                "00000000"
                                                "0c0000");
    for (const char *tail : { "0b0001"
                              "7fffffff",
                              "0f0006"
                              "0c"
                              "7fffffff",
                              "0b0001"
                              "ffffffff",
                              "0d0009"
                              "0b0b"
                              "7fffffff",
                              "0e0009"
                              "08"
                              "7fffffff" }) {
        const QByteArray bytes = head + QByteArray::fromHex(tail);
        const auto answer = answers::done({ bytes.constData(), static_cast<size_t>(bytes.size()) }, Encoding::Binary);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::WrongShape);
    }
    const QByteArray json = R"([1,"x",2,0,{"0":{"rec":{"1":{"i32":1},"6":{"lst":["rec",2147483647,{}]}}}}])";
    QVERIFY(!answers::done({ json.constData(), static_cast<size_t>(json.size()) }, Encoding::Tjson));
}

void tst_AuroraAnswers::garbageIsAnError()
{
    for (const std::string_view garbage :
         { "", "{}", "[]", "[1]", "<html>", "\x80\x01", "\xff\xff\xff\xff\xff\xff\xff\xff" }) {
        for (const Encoding encoding : { Encoding::Binary, Encoding::Tjson })
            QCOMPARE(answers::done(garbage, encoding).error().kind, Kind::WrongShape);
    }
}

QTEST_APPLESS_MAIN(tst_AuroraAnswers)
#include "tst_auroraanswers.moc"
