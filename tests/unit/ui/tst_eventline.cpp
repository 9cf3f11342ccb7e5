// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nights.h"
#include "ui/dag/eventline.h"
#include "ui/style/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;

/// Ten hours on 600 px, from midnight UTC on, which is 21:00 where the tests run.
class tst_EventLine : public QObject
{
    Q_OBJECT

    core::ManualClock m_clock{ midnight + hours(9) };
    std::unique_ptr<ui::EventLine> m_line;

private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }
    void init()
    {
        m_line = std::make_unique<ui::EventLine>(m_clock);
        m_line->resize(800, m_line->sizeHint().height());
        m_line->setAxis(150, 600, midnight, midnight + hours(10));
        m_line->setEvents({ { midnight - minutes(1), u"Mesos"_s, u"note"_s, u"too early"_s, {} },
                            { midnight + hours(1), u"Mesos"_s, u"active"_s, u"3 agents registered"_s, {} },
                            { midnight + hours(2), u"Airflow"_s, u"failed"_s, u"dims failed"_s, u"node/dims"_s },
                            { midnight + hours(2) + minutes(5), u"AWS"_s, u"growing"_s, u"launched"_s, {} },
                            { midnight + hours(9), u"you"_s, u"done"_s, u"Clear 3 nodes"_s, u"action/7"_s } });
        m_line->show();
    }

    void putsWhatLiesTogetherIntoOneMark_namedByTheWorst()
    {
        QCOMPARE(m_line->asText(),
                 QStringList({ u"22 Nov 22:00 Mesos: 3 agents registered"_s,
                               u"22 Nov 23:00 Airflow: dims failed (and 1 more)"_s, u"06:00 you: Clear 3 nodes"_s }));
        QCOMPARE(m_line->rectOf(0).center().x(), 210); // an hour is 60 px
    }

    void isWalkedByKey()
    {
        QSignalSpy links(m_line.get(), &ui::EventLine::linkActivated);
        QTest::keyClick(m_line.get(), Qt::Key_Left); // the newest
        QCOMPARE(m_line->accessibleDescription(), u"06:00 you: Clear 3 nodes"_s);
        QTest::keyClick(m_line.get(), Qt::Key_Left);
        QTest::keyClick(m_line.get(), Qt::Key_Return);
        QTest::keyClick(m_line.get(), Qt::Key_Left);
        QTest::keyClick(m_line.get(), Qt::Key_Left); // there is no older one
        QTest::keyClick(m_line.get(), Qt::Key_Return); // and it leads nowhere
        QCOMPARE(links.size(), 1);
        QCOMPARE(links[0][0].toString(), u"node/dims"_s);
    }

    void opensByClick()
    {
        QSignalSpy links(m_line.get(), &ui::EventLine::linkActivated);
        QTest::mouseClick(m_line.get(), Qt::LeftButton, {}, m_line->rectOf(2).center());
        QTest::mouseClick(m_line.get(), Qt::LeftButton, {}, m_line->rectOf(0).center());
        QTest::mouseClick(m_line.get(), Qt::LeftButton, {}, QPoint(500, 5));
        QCOMPARE(links.size(), 1);
        QCOMPARE(links[0][0].toString(), u"action/7"_s);
    }

    void survivesAnEmptyNight()
    {
        m_line->setEvents({});
        QVERIFY(m_line->asText().isEmpty());
        QTest::keyClick(m_line.get(), Qt::Key_Left);
        m_line->setAxis(150, 600, midnight, midnight);
        m_line->grab();
    }
};

QTEST_MAIN(tst_EventLine)
#include "tst_eventline.moc"
