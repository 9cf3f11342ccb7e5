// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/bands.h"
#include "ui/common/diagnosiscard.h"
#include "ui/common/notice.h"
#include "ui/common/noticeview.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::Error;
using core::Freshness;
using ui::Notice;

class tst_Bands : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }

    void saysNothing_whileThereIsAPicture();
    void saysWhoIsAsked_afterAWhile_data();
    void saysWhoIsAsked_afterAWhile();
    void tellsRefusalFromFailure();
    void neverShowsACancelAsFailure();
    void datesOldData();
    void countsDownToTheNextTry();
    void writesTheDiagnosisAsText();
    void showsDetails_andCopiesThem();
    void showsTheEvidence_byLayer();
    void foldsTheEvidence_whereItHasNoRoom();
    void offersToClear_onlyAFilteredEmptiness();

private:
    static Freshness failing(Error::Kind kind);
    static stack::Diagnosis diagnosis();
    /// Mon 23 Nov 2026, 03:47:12 in São Paulo, where the tests live.
    const core::TimePoint m_now{ core::Duration(1795416432000) };
};

Freshness tst_Bands::failing(Error::Kind kind)
{
    Freshness freshness;
    freshness.phase = Freshness::Phase::Failed;
    Error error;
    error.kind = kind;
    error.endpoint = u"10.130.96.11:5050/state"_s;
    error.httpStatus = kind == Error::Kind::Forbidden ? 403 : 0;
    freshness.error = error;
    return freshness;
}

stack::Diagnosis tst_Bands::diagnosis()
{
    stack::Diagnosis ill;
    ill.ill = true;
    ill.verdict = u"Mesos has no leading master since 03:44:00 BRT."_s;
    ill.consequence = u"Running tasks go on. Nothing new can start."_s;
    using State = stack::Layer::State;
    ill.evidence
        = { { u"Mesos"_s, u"GET /state on 10.130.96.11:5050"_s, u"503 No leader elected"_s,
              u"masters run, none leads"_s, State::Down },
            { u"Mesos"_s, u"GET /state on 10.130.96.13:5050"_s, u"no answer in 5 s"_s, u"silent"_s, State::Down },
            { u"Network"_s, u"route to 10.130.0.0/16"_s, u"up"_s, u"not the network"_s, State::Live } };
    ill.steps = { u"Wait until 03:49: an election takes up to 2 min."_s, u"Then restart master 10.130.96.13."_s };
    return ill;
}

void tst_Bands::saysNothing_whileThereIsAPicture()
{
    Freshness freshness = failing(Error::Kind::Timeout);
    freshness.phase = Freshness::Phase::Stale; // the band says it; the rows stay
    QCOMPARE(ui::noticeFor(freshness, u"Mesos"_s, m_now), Notice());
    freshness.phase = Freshness::Phase::Fresh;
    QCOMPARE(ui::oldDataSentence(freshness, u"Mesos"_s, m_now), QString());
}

void tst_Bands::saysWhoIsAsked_afterAWhile_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("at once: silence") << 150 << qint64{ 0 } << QString();
    QTest::newRow("soon") << 300 << qint64{ 0 } << u"Asking Mesos…"_s;
    QTest::newRow("long, no byte") << 6200 << qint64{ 0 } << u"Asking Mesos… 6 s so far"_s;
    QTest::newRow("long, with bytes") << 6200 << qint64{ 2202010 } << u"Asking Mesos… 6 s so far, 2.1 MiB"_s;
}

void tst_Bands::saysWhoIsAsked_afterAWhile()
{
    QFETCH(const int, milliseconds);
    QFETCH(const qint64, bytes);
    QFETCH(const QString, sentence);
    Freshness freshness;
    freshness.phase = Freshness::Phase::Loading;
    freshness.askedSince = m_now - core::Duration(milliseconds);
    freshness.receivedBytes = bytes;
    QCOMPARE(ui::noticeFor(freshness, u"Mesos"_s, m_now).sentence, sentence);
}

void tst_Bands::tellsRefusalFromFailure()
{
    const Notice forbidden = ui::noticeFor(failing(Error::Kind::Forbidden), u"Mesos"_s, m_now);
    QCOMPARE(forbidden.kind, Notice::Kind::Forbidden);
    QVERIFY2(forbidden.sentence.contains(u"403"_s), qPrintable(forbidden.sentence));
    const Notice refused = ui::noticeFor(failing(Error::Kind::Refused), u"Mesos"_s, m_now);
    QCOMPARE(refused.kind, Notice::Kind::Failed);
    QVERIFY2(refused.sentence.contains(u"5050"_s), qPrintable(refused.sentence));
    QVERIFY(refused.canTryAgain && !refused.next.isEmpty());
}

void tst_Bands::neverShowsACancelAsFailure()
{
    QCOMPARE(ui::noticeFor(failing(Error::Kind::Cancelled), u"Mesos"_s, m_now).kind, Notice::Kind::None);
}

void tst_Bands::datesOldData()
{
    Freshness freshness;
    freshness.phase = Freshness::Phase::Stale;
    freshness.fetchedAt = m_now - 192s;
    QCOMPARE(ui::oldDataSentence(freshness, u"Mesos"_s, m_now),
             u"Old data from Mesos, as of 03:44:00 BRT, 3 min 12 s ago."_s);
    freshness.phase = Freshness::Phase::Restored;
    freshness.fetchedAt = m_now - 5h;
    QCOMPARE(ui::oldDataSentence(freshness, u"Mesos"_s, m_now),
             u"Data of the last run from Mesos, as of 22 Nov 22:47, 5 h 00 ago."_s);
}

void tst_Bands::countsDownToTheNextTry()
{
    Freshness freshness = failing(Error::Kind::Timeout);
    QCOMPARE(ui::tryAgainText(freshness, m_now), u"Asking…"_s);
    freshness.nextTry = m_now + 3200ms;
    QCOMPARE(ui::tryAgainText(freshness, m_now), u"Try again, next in 4 s"_s);
    freshness.nextTry = m_now - 1s;
    QCOMPARE(ui::tryAgainText(freshness, m_now), u"Try again"_s);
}

void tst_Bands::writesTheDiagnosisAsText()
{
    const QString text = ui::diagnosisText(diagnosis(), u"cantareira-stable"_s, m_now);
    QVERIFY(text.startsWith(u"cantareira-stable, Mon 23 Nov 2026, 03:47:12 BRT"_s));
    QVERIFY(text.contains(u"Network  route to 10.130.0.0/16           up                     not the network"_s));
    QVERIFY(
        text.endsWith(u"1. Wait until 03:49: an election takes up to 2 min.\n2. Then restart master 10.130.96.13."_s));
}

void tst_Bands::showsDetails_andCopiesThem()
{
    ui::FailBand band;
    band.setError(u"Mesos gave no answer in time."_s, u"It is asked again by itself."_s,
                  u"Asked: 10.130.96.11:5050/state"_s);
    band.setTryAgain(u"Try again, next in 4 s"_s, true);
    band.show();
    const auto *details = band.findChild<QLabel *>(u"failDetails"_s);
    QVERIFY(!details->isVisible());
    QTest::mouseClick(band.findChild<QPushButton *>(u"detailsButton"_s), Qt::LeftButton);
    QVERIFY(details->isVisible());
    QTest::mouseClick(band.findChild<QPushButton *>(u"copyDetails"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"Mesos gave no answer in time.\nAsked: 10.130.96.11:5050/state"_s);
    QSignalSpy again(&band, &ui::FailBand::tryAgainRequested);
    QTest::keyClick(band.findChild<QPushButton *>(u"tryAgain"_s), Qt::Key_Space);
    QCOMPARE(again.count(), 1);
}

void tst_Bands::showsTheEvidence_byLayer()
{
    ui::DiagnosisCard card;
    card.resize(1200, 300);
    card.setDiagnosis(diagnosis());
    card.show();
    QStringList texts;
    for (const QLabel *label : card.findChildren<QLabel *>())
        texts << label->text();
    QCOMPARE(texts.count(u"Mesos"_s), 1); // named once for its rows
    QCOMPARE(texts.count(u"Network"_s), 1);
    QVERIFY(texts.contains(u"masters run, none leads"_s));
    QCOMPARE(card.findChild<QLabel *>(u"verdict"_s)->text(), diagnosis().verdict);

    stack::Diagnosis bare;
    bare.ill = true;
    bare.verdict = u"Mesos does not answer."_s;
    card.setDiagnosis(bare);
    QCOMPARE(card.findChild<QLabel *>(u"verdict"_s)->text(), u"Mesos does not answer."_s);
    texts.clear();
    for (const QLabel *label : card.findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(!texts.contains(u"Network"_s));
}

void tst_Bands::foldsTheEvidence_whereItHasNoRoom()
{
    QWidget window;
    auto *page = new QWidget; // it needs what it needs
    page->setMinimumHeight(300);
    auto *column = new QVBoxLayout(&window);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    auto *card = new ui::DiagnosisCard;
    column->addWidget(card);
    column->addWidget(page, 1);
    card->setDiagnosis(diagnosis());
    window.resize(900, 900);
    window.show();
    const auto *heading = card->findChild<QLabel *>(u"verdict"_s);
    const auto showsEvidence = [card] {
        const QList<QLabel *> labels = card->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"masters run, none leads"_s;
        });
    };
    auto *more = card->findChild<QPushButton *>(u"showEvidence"_s);
    QTest::qWait(50);
    QVERIFY(showsEvidence());
    QVERIFY(!more->isVisible());

    window.resize(900, 420);
    QTRY_VERIFY(!showsEvidence());
    QVERIFY(more->isVisible());
    QTRY_VERIFY(heading->height() >= heading->heightForWidth(heading->width())); // the verdict is whole
    QTest::mouseClick(more, Qt::LeftButton);
    QVERIFY(showsEvidence());

    window.resize(900, 900);
    QTRY_VERIFY(!more->isVisible());
    QVERIFY(showsEvidence());
}

void tst_Bands::offersToClear_onlyAFilteredEmptiness()
{
    ui::NoticeView view;
    view.show();
    const auto *clear = view.findChild<QPushButton *>(u"clearFilter"_s);
    view.setNotice({ Notice::Kind::Empty, u"No task is known."_s, {}, false }, {}, {}, false);
    QVERIFY(!clear->isVisible());
    view.setNotice({ Notice::Kind::Empty, u"No agent matches `slave-type:gpu`."_s, {}, false }, {}, {}, true);
    QVERIFY(clear->isVisible());
    QVERIFY(!view.findChild<QPushButton *>(u"noticeTryAgain"_s)->isVisible());
}

QTEST_MAIN(tst_Bands)
#include "tst_bands.moc"
