// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/capacityhistory.h"
#include "models/history/sampletable.h"

#include <QRandomGenerator>
#include <QtTest>

#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::TimePoint;
using history::CapacityHistory;
using history::CapacitySample;

namespace {

const TimePoint night{ std::chrono::milliseconds(1'795'416'240'000) };

CapacitySample sampleAt(TimePoint at, double cpus, int tasks = 1)
{
    CapacitySample sample;
    sample.at = at;
    sample.total = { cpus * 2, cpus * 2048, cpus * 4096, 1 };
    sample.allocated = { cpus, cpus * 1024, cpus * 2048, 0 };
    sample.offered = { cpus / 4, cpus * 256, cpus * 512, 0 };
    sample.agents = static_cast<int>(cpus);
    sample.tasks = tasks;
    return sample;
}

template <typename T>
T waited(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

bool isHole(const CapacitySample &sample)
{
    return std::isnan(sample.total[0]);
}

/// What the history promises, in the plainest words: everything in memory, every question a walk over all of it.
class NaiveHistory
{
public:
    void append(const CapacitySample &sample)
    {
        if (m_any && std::chrono::abs(sample.at - m_newest) < 10s)
            return;
        m_any = true;
        m_newest = sample.at;
        m_kept.push_back({ sample, 10'000 });
    }

    void tidy(TimePoint now)
    {
        const qint64 cut = (now - 48h).time_since_epoch().count() / 300'000 * 300'000;
        const qint64 oldest = (now - 24h * 30).time_since_epoch().count();
        std::map<qint64, QList<Weighted>> thinned;
        QList<Weighted> kept;
        for (const Weighted &row : m_kept) {
            const qint64 at = row.sample.at.time_since_epoch().count();
            if (at < oldest)
                continue;
            if (at < cut)
                thinned[at / 300'000 * 300'000] << row;
            else
                kept << row;
        }
        for (const auto &[at, rows] : thinned) {
            CapacitySample mean = averaged(rows);
            mean.at = TimePoint(std::chrono::milliseconds(at));
            kept << Weighted{ mean, 300'000 };
        }
        std::ranges::sort(kept, {}, [](const Weighted &row) { return row.sample.at; });
        m_kept = kept;
    }

    QList<CapacitySample> read(TimePoint from, TimePoint to, int maxPoints) const
    {
        const qint64 width = ((to - from).count() + maxPoints - 1) / maxPoints;
        std::map<qint64, QList<Weighted>> buckets;
        for (const Weighted &row : m_kept) {
            if (row.sample.at >= from && row.sample.at < to)
                buckets[(row.sample.at - from).count() / width] << row;
        }
        QList<CapacitySample> answer;
        for (const auto &[index, rows] : buckets)
            answer << averaged(rows);
        return answer;
    }

private:
    struct Weighted
    {
        CapacitySample sample;
        qint64 span;
    };

    static CapacitySample averaged(const QList<Weighted> &rows)
    {
        CapacitySample mean;
        double spans = 0;
        double at = 0;
        double agents = 0;
        double tasks = 0;
        for (const auto &[sample, span] : rows) {
            const auto weight = static_cast<double>(span);
            spans += weight;
            at += static_cast<double>(sample.at.time_since_epoch().count());
            for (size_t kind = 0; kind < 4; ++kind) {
                mean.total[kind] += sample.total[kind] * weight;
                mean.allocated[kind] += sample.allocated[kind] * weight;
                mean.offered[kind] += sample.offered[kind] * weight;
            }
            agents += sample.agents * weight;
            tasks += sample.tasks * weight;
        }
        mean.at = TimePoint(std::chrono::milliseconds(std::llround(at / static_cast<double>(rows.size()))));
        for (size_t kind = 0; kind < 4; ++kind) {
            mean.total[kind] /= spans;
            mean.allocated[kind] /= spans;
            mean.offered[kind] /= spans;
        }
        mean.agents = qRound(agents / spans);
        mean.tasks = qRound(tasks / spans);
        return mean;
    }

    QList<Weighted> m_kept;
    TimePoint m_newest{};
    bool m_any = false;
};

bool near(const CapacitySample &a, const CapacitySample &b)
{
    const auto close = [](double x, double y) {
        return std::abs(x - y) <= 1e-6 * std::max({ 1.0, std::abs(x), std::abs(y) });
    };
    return std::chrono::abs(a.at - b.at) <= 1ms && std::ranges::equal(a.total, b.total, close)
        && std::ranges::equal(a.allocated, b.allocated, close) && std::ranges::equal(a.offered, b.offered, close)
        && std::abs(a.agents - b.agents) <= 1 && std::abs(a.tasks - b.tasks) <= 1;
}

} // namespace

class tst_CapacityHistory : public QObject
{
    Q_OBJECT

private slots:
    void givesBackWhatWasAppended();
    void keepsOneSampleInTenSeconds();
    void goesOn_whenTheClockIsSetBack();
    void keepsPoolsApart();
    void keepsWhatIsNotKnown_apartFromZero();
    void averagesEvenly_whenMorePointsThanAsked();
    void showsAHoleAsAHole();
    void drawsNoHole_betweenSamplesOfAHiddenWindow();
    void survivesARestart();
    void thinsAfterTwoDays_andDropsAfterThirty();
    void agreesWithTheNaiveModel_data();
    void agreesWithTheNaiveModel();
    void givesEventsNewestFirst();
    void answersNothing_forAnEmptySpan();
    void tellsOfChanges_atMostOnceASecond();

private:
    core::ManualClock m_clock{ night };
};

void tst_CapacityHistory::givesBackWhatWasAppended()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    const CapacitySample sample = sampleAt(night, 610.5, 214);
    history.append(sample);
    QCOMPARE(waited(history.samples(night - 1h, night + 1h, 500)), QList<CapacitySample>{ sample });
    QVERIFY(history.notice().isEmpty());
}

void tst_CapacityHistory::keepsOneSampleInTenSeconds()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    for (int second = 0; second <= 30; ++second)
        history.append(sampleAt(night + std::chrono::seconds(second), second + 1));
    const auto samples = waited(history.samples(night, night + 1h, 100'000));
    QCOMPARE(samples.size(), 4);
    QCOMPARE(samples.last().at, night + 30s);
}

void tst_CapacityHistory::goesOn_whenTheClockIsSetBack()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    history.append(sampleAt(night, 1));
    history.append(sampleAt(night - 17min, 2));
    history.append(sampleAt(night - 17min + 10s, 3));
    QCOMPARE(waited(history.samples(night - 1h, night + 1h, 100'000)).size(), 4); // one of them is the hole
}

void tst_CapacityHistory::keepsPoolsApart()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    history.append(sampleAt(night, 10));
    history.appendPool(u"model"_s, sampleAt(night, 3));
    history.appendPool(u"it's; DROP TABLE sample"_s, sampleAt(night, 4));
    QCOMPARE(waited(history.samples(night, night + 1s, 1)).value(0).allocated[0], 10.0);
    QCOMPARE(waited(history.samples(night, night + 1s, 1, u"model"_s)).value(0).allocated[0], 3.0);
    QCOMPARE(waited(history.samples(night, night + 1s, 1, u"it's; DROP TABLE sample"_s)).value(0).allocated[0], 4.0);
    QVERIFY(waited(history.samples(night, night + 1s, 1, u"host"_s)).isEmpty());
}

void tst_CapacityHistory::keepsWhatIsNotKnown_apartFromZero()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    CapacitySample sample = sampleAt(night, 3);
    history.appendPool(u"model"_s, sample); // AWS had not answered yet
    sample = sampleAt(night + 10s, 3);
    sample.wanted = 8;
    sample.launched = 0;
    history.appendPool(u"model"_s, sample);
    const auto all = waited(history.samples(night, night + 1min, 100'000, u"model"_s));
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].wanted, std::nullopt);
    QCOMPARE(all[1].wanted, std::optional(8));
    QCOMPARE(all[1].launched, std::optional(0));
    const auto one = waited(history.samples(night, night + 1min, 1, u"model"_s));
    QCOMPARE(one.value(0).wanted, std::optional(8)); // what is not known does not count as none
    QCOMPARE(one.value(0).launched, std::optional(0));
}

void tst_CapacityHistory::averagesEvenly_whenMorePointsThanAsked()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    for (int i = 0; i < 360; ++i)
        history.append(sampleAt(night + i * 10s, i));
    const auto samples = waited(history.samples(night, night + 1h, 60));
    QCOMPARE(samples.size(), 60);
    QCOMPARE(samples.first().allocated[0], 2.5); // 0 … 5
    QCOMPARE(samples.last().allocated[0], 356.5);
}

void tst_CapacityHistory::showsAHoleAsAHole()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    history.append(sampleAt(night, 1));
    history.append(sampleAt(night + 10s, 1));
    history.append(sampleAt(night + 10min, 1));
    const auto samples = waited(history.samples(night, night + 1h, 360));
    QCOMPARE(samples.size(), 4);
    QVERIFY(isHole(samples[2]));
    QVERIFY(std::isnan(samples[2].total[3]));
    QVERIFY(samples[2].at > samples[1].at && samples[2].at < samples[3].at);
    // A pause shorter than three of the drawn steps cannot be seen, and is none.
    QCOMPARE(waited(history.samples(night, night + 1h, 12)).size(), 2);
}

void tst_CapacityHistory::drawsNoHole_betweenSamplesOfAHiddenWindow()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    for (int i = 0; i < 10; ++i)
        history.append(sampleAt(night + i * 66s, 1));
    QVERIFY(std::ranges::none_of(waited(history.samples(night, night + 1h, 3600)), isHole));
}

void tst_CapacityHistory::survivesARestart()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"stack/history.sqlite"_s); // a directory that is not there yet
    {
        CapacityHistory history(path, m_clock);
        history.append(sampleAt(night, 5));
        history.append(history::Event{ night, u"Mesos"_s, u"live"_s, u"3 agents registered"_s, {} });
    }
    CapacityHistory history(path, m_clock);
    history.append(sampleAt(night + 3s, 6)); // too early after the last one of the run before
    QCOMPARE(waited(history.samples(night, night + 1h, 1000)), QList<CapacitySample>{ sampleAt(night, 5) });
    QCOMPARE(waited(history.events(night, 10)).size(), 1);
}

void tst_CapacityHistory::thinsAfterTwoDays_andDropsAfterThirty()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    const TimePoint start = night - 31 * 24h;
    for (TimePoint t = start; t <= night; t += 60s)
        history.append(sampleAt(t, 7));
    history.tidy().waitForFinished();
    const auto all = waited(history.samples(start, night + 1s, 1'000'000));
    QVERIFY(all.first().at >= night - 30 * 24h);
    const auto fresh = std::ranges::count_if(all, [](const auto &s) { return s.at >= night - 47h; });
    QCOMPARE(fresh, 47 * 60 + 1);
    const auto thinned = std::ranges::count_if(all, [](const auto &s) { return s.at < night - 49h; });
    QVERIFY2(thinned == (720 - 49) * 12 || thinned == (720 - 49) * 12 + 1, qPrintable(QString::number(thinned)));
    QVERIFY(std::ranges::none_of(all, isHole));
    QVERIFY(std::ranges::all_of(all, [](const auto &s) { return s.allocated[0] == 7.0; }));
}

void tst_CapacityHistory::agreesWithTheNaiveModel_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_CapacityHistory::agreesWithTheNaiveModel()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto below = [&random](int n) { return static_cast<int>(random.bounded(n)); };
    core::ManualClock clock(night - 35 * 24h);
    CapacityHistory history(u":memory:"_s, clock);
    NaiveHistory naive;
    for (int step = 0; step < 40; ++step) {
        const int appended = below(60);
        for (int i = 0; i < appended; ++i) {
            clock.advance(std::chrono::milliseconds(below(4) == 0 ? below(600'000) : 3000 + below(40'000)));
            const CapacitySample sample = sampleAt(clock.now(), below(1000), below(100'000));
            history.append(sample);
            naive.append(sample);
        }
        clock.advance(std::chrono::hours(below(48)));
        if (below(3) == 0) {
            history.tidy().waitForFinished();
            naive.tidy(clock.now());
        }
        const TimePoint to = clock.now() - std::chrono::hours(below(100));
        const TimePoint from = to - std::chrono::minutes(1 + below(60'000));
        const int points = 1 + below(3000);
        QList<CapacitySample> answer = waited(history.samples(from, to, points));
        answer.removeIf(isHole);
        const QList<CapacitySample> wanted = naive.read(from, to, points);
        QCOMPARE(answer.size(), wanted.size());
        for (qsizetype i = 0; i < answer.size(); ++i)
            QVERIFY2(near(answer[i], wanted[i]), qPrintable(u"step %1, sample %2"_s.arg(step).arg(i)));
    }
}

void tst_CapacityHistory::givesEventsNewestFirst()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    for (int i = 0; i < 5; ++i)
        history.append(
            history::Event{ night + i * 1s, u"Mesos"_s, u"live"_s, QString::number(i), u"agent/%1"_s.arg(i) });
    history.append(history::Event{ night + 4s, u"Mesos"_s, u"live"_s, u"same moment, later"_s, {} });
    const auto events = waited(history.events(night + 1s, 3));
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[0].text, u"same moment, later"_s);
    QCOMPARE(events[1].text, u"4"_s);
    QCOMPARE(events[1].link, u"agent/4"_s);
    QCOMPARE(events[2].text, u"3"_s);
}

void tst_CapacityHistory::answersNothing_forAnEmptySpan()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    history.append(sampleAt(night, 1));
    QVERIFY(waited(history.samples(night, night, 10)).isEmpty());
    QVERIFY(waited(history.samples(night + 1h, night, 10)).isEmpty());
    QVERIFY(waited(history.samples(night - 1h, night + 1h, 0)).isEmpty());
}

void tst_CapacityHistory::tellsOfChanges_atMostOnceASecond()
{
    CapacityHistory history(u":memory:"_s, m_clock);
    QSignalSpy changes(&history, &CapacityHistory::changed);
    for (int i = 0; i < 100; ++i)
        history.append(sampleAt(night + i * 10s, i));
    QVERIFY(changes.wait(60000));
    QCOMPARE(changes.count(), 1); // a hundred samples, one transaction, one word
}

QTEST_GUILESS_MAIN(tst_CapacityHistory)
#include "tst_capacityhistory.moc"
