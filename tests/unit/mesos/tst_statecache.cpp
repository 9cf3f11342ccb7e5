// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/picturefile.h"
#include "models/mesos/decoder.h"
#include "models/mesos/statecache.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };

QByteArray body(const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/mesos/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray whole = file.readAll();
    return whole.mid(whole.indexOf("\r\n\r\n") + 4);
}

mesos::Document document(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()), static_cast<size_t>(bytes.size()) };
}

/// A picture with everything in it: roles with quota, maintenance, reservations.
mesos::Snapshot golden()
{
    const QByteArray state = body(u"main-state.http"_s);
    const QByteArray slaves = body(u"main-slaves.http"_s);
    const QByteArray roles = body(u"main-roles.http"_s);
    const QByteArray schedule = body(u"main-maintenance-schedule.http"_s);
    const QByteArray status = body(u"main-maintenance-status.http"_s);
    mesos::Decoder decoder;
    const auto result
        = decoder.decode({ document(state), document(slaves), document(roles), document(schedule), document(status) });
    return result ? *result : nullptr;
}

} // namespace

class tst_StateCache : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrote();
    void keepsOnlyTextsInUse();
    void refusesWhatIsCut();
    void refusesWhatIsDamaged();
    void refusesOtherVersions();
    void tellsOfUnusableFiles();
};

void tst_StateCache::readsWhatItWrote()
{
    const mesos::Snapshot state = golden();
    QVERIFY(state);
    const auto read = mesos::decodeState(mesos::encodeState(*state, night));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->fetchedAt, night);
    const mesos::State &copy = *read->state;
    QVERIFY(mesos::encodeState(copy, night) == mesos::encodeState(*state, night));
    QCOMPARE(copy.agents.size(), state->agents.size());
    QCOMPARE(copy.string(copy.cluster.name), state->string(state->cluster.name));
    for (size_t i = 0; i < state->tasks.size(); ++i) {
        QCOMPARE(copy.view(copy.tasks[i].id), state->view(state->tasks[i].id));
        QCOMPARE(copy.tasks[i].state, state->tasks[i].state);
        QCOMPARE(copy.tasks[i].started, state->tasks[i].started);
        QCOMPARE(copy.tasks[i].resources, state->tasks[i].resources);
    }
    for (size_t i = 0; i < state->agents.size(); ++i) {
        const auto id = copy.view(copy.agents[i].id);
        QCOMPARE(id, state->view(state->agents[i].id));
        QCOMPARE(copy.attributesOf(copy.agents[i]).size(), state->attributesOf(state->agents[i]).size());
        QCOMPARE(copy.view(copy.attribute(copy.agents[i], "slave-type")),
                 state->view(state->attribute(state->agents[i], "slave-type")));
    }
    QCOMPARE(copy.roles.size(), state->roles.size());
    QVERIFY(copy.total() == state->total());
}

void tst_StateCache::keepsOnlyTextsInUse()
{
    const mesos::Snapshot state = golden();
    auto small = std::make_shared<mesos::State>();
    small->pool = state->pool;
    small->cluster.name = state->cluster.name;
    const QByteArray bytes = mesos::encodeState(*small, night);
    QVERIFY(bytes.size() < 400);
    QVERIFY(!bytes.contains("slave-type"));
}

void tst_StateCache::refusesWhatIsCut()
{
    const QByteArray bytes = mesos::encodeState(*golden(), night);
    for (qsizetype size = 0; size < bytes.size(); size += 7) {
        const auto read = mesos::decodeState(bytes.left(size));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, core::Error::Kind::Storage);
    }
    QVERIFY(!mesos::decodeState(bytes + "x"));
}

void tst_StateCache::refusesWhatIsDamaged()
{
    const QByteArray bytes = mesos::encodeState(*golden(), night);
    for (qsizetype at = 8; at < bytes.size(); at += 5) {
        if (at >= 16 && at < 24)
            continue; // the time is not part of the checksum
        QByteArray damaged = bytes;
        damaged[at] = static_cast<char>(damaged.at(at) ^ 0x40);
        QVERIFY2(!mesos::decodeState(damaged), QByteArray::number(at).constData());
    }
}

void tst_StateCache::refusesOtherVersions()
{
    QByteArray bytes = mesos::encodeState(*golden(), night);
    bytes[8] = 99;
    QVERIFY(!mesos::decodeState(bytes));
    QVERIFY(!mesos::decodeState("{\"version\":\"1.12.0\"}, which is no cache at all"));
}

void tst_StateCache::tellsOfUnusableFiles()
{
    QTemporaryDir dir;
    const mesos::Snapshot state = golden();
    const QString file = dir.filePath(u"a"_s);
    QVERIFY(core::writePictureFile(file, mesos::encodeState(*state, night)));
    QVERIFY(core::writePictureFile(file, mesos::encodeState(*state, night + 1s))); // replaced
    const auto kept = core::readPictureFile(file);
    QVERIFY(kept);
    QCOMPARE(mesos::decodeState(*kept)->fetchedAt, night + 1s);
    QVERIFY(!core::readPictureFile(dir.filePath(u"b"_s)));
    QVERIFY(!core::writePictureFile(dir.filePath(u"no/such/directory"_s), *kept));
}

QTEST_GUILESS_MAIN(tst_StateCache)
#include "tst_statecache.moc"
