// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ui/fakerows.h"
#include "ui/style/theme.h"
#include "ui/tables/columnlayout.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/filterterms.h"
#include "ui/tables/tableheader.h"
#include "ui/tables/textcache.h"

#include <QCompleter>
#include <QLabel>
#include <QtTest>

using namespace Qt::StringLiterals;
using tables::SortKey;
using ui::ColumnChoice;
using ui::FilterBar;
using ui::TextCache;

class tst_TableParts : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }

    void laysOutColumns_data();
    void laysOutColumns();
    void givesTheRestToTheLastText_upToALimit();
    void keepsAChosenColumn_whenNarrow();
    void keepsNamesWhole_asLongAsAnotherMayLeave();
    void readsAChoiceBack();
    void survivesAnyState_data();
    void survivesAnyState();
    void ordersNewColumns_atTheirPlace();
    void sortsAfterClicks_data();
    void sortsAfterClicks();
    void splitsTerms_atBlanksOutsideQuotes();
    void replacesTheOppositeTerm();
    void findsTheWordBeingTyped_data();
    void findsTheWordBeingTyped();
    void filtersWhileTyping();
    void waitsForColumns_beforeItReadsTerms();
    void underlinesAMistake_andSaysIt();
    void completesColumnNames();
    void linesFiguresUp();
    void elidesIdsInTheMiddle();
};

void tst_TableParts::laysOutColumns_data()
{
    QTest::addColumn<int>("available");
    QTest::addColumn<QList<int>>("hidden");
    using R = test::MachineRows;
    QTest::newRow("all fit") << 1200 << QList<int>{};
    QTest::newRow("the bar first, as the id is of the first three") << 900 << QList<int>{ R::Bar };
    QTest::newRow("then by priority, from the right") << 800 << QList<int>{ R::Bar, R::Registered };
    QTest::newRow("never the steady ones") << 10 << QList<int>{ R::Pool, R::Cpus, R::Bar, R::Registered, R::Note };
}

void tst_TableParts::laysOutColumns()
{
    QFETCH(const int, available);
    QFETCH(const QList<int>, hidden);
    const QList<tables::Column> &columns = test::MachineRows({}).columns();
    const QList<int> widths = ui::layOutColumns(columns, ui::columnOrder(columns, {}), {}, available, 1.0);
    QList<int> gone;
    for (int i = 0; i < widths.size(); ++i) {
        if (widths[i] == 0)
            gone.append(i);
    }
    QCOMPARE(gone, hidden);
}

void tst_TableParts::givesTheRestToTheLastText_upToALimit()
{
    const QList<tables::Column> &columns = test::MachineRows({}).columns();
    const QList<int> order = ui::columnOrder(columns, {});
    const int note = test::MachineRows::Note;
    const int natural = 952; // sum of the widths
    QCOMPARE(ui::layOutColumns(columns, order, {}, natural + 100, 1.0)[note], 260);
    QCOMPARE(ui::layOutColumns(columns, order, {}, natural + 5000, 1.0)[note], 900);
    QCOMPARE(ui::layOutColumns(columns, order, {}, 2 * natural, 2.0)[note], 320);
    QCOMPARE(ui::layOutColumns(columns, order, {}, natural - 50, 1.0)[note],
             160 + 22); // the bar left, and gave it room
    const QList<int> narrow = ui::layOutColumns(columns, order, {}, 650, 1.0);
    QCOMPARE(narrow[note], 130); // it shrinks before its equals leave
    QVERIFY(narrow[test::MachineRows::Cpus] > 0);
    QCOMPARE(narrow[test::MachineRows::Pool], 0);
    ColumnChoice sized;
    sized.widths.insert(u"note"_s, 100);
    const QList<int> widths = ui::layOutColumns(columns, order, sized, natural + 100, 1.0);
    QCOMPARE(widths[note], 100);
    QCOMPARE(widths[test::MachineRows::Pool], 110 + 160);
}

void tst_TableParts::keepsAChosenColumn_whenNarrow()
{
    const QList<tables::Column> &columns = test::MachineRows({}).columns();
    ColumnChoice choice;
    choice.shown.insert(u"cpus-use"_s);
    const QList<int> widths = ui::layOutColumns(columns, ui::columnOrder(columns, choice), choice, 870, 1.0);
    QVERIFY(widths[test::MachineRows::Bar] > 0);
    QCOMPARE(widths[test::MachineRows::Registered], 0);
}

void tst_TableParts::keepsNamesWhole_asLongAsAnotherMayLeave()
{
    using tables::Kind;
    const QList<tables::Column> pools{
        { u"state"_s, u"State"_s, {}, {}, Kind::State, 92, 0, false },
        { u"pool"_s, u"Pool"_s, {}, {}, Kind::Name, 150, 0, false },
        { u"agents"_s, u"Agents"_s, {}, {}, Kind::Count, 60, 0, false },
        { u"disk"_s, u"Disk"_s, {}, {}, Kind::Meter, 196, 4, false },
    };
    const QList<int> order = ui::columnOrder(pools, {});
    QCOMPARE(ui::layOutColumns(pools, order, {}, 498, 1.0), (QList<int>{ 92, 150, 60, 196 }));
    QCOMPARE(ui::layOutColumns(pools, order, {}, 497, 1.0), (QList<int>{ 92, 345, 60, 0 }));
    QCOMPARE(ui::layOutColumns(pools, order, {}, 272, 1.0), (QList<int>{ 92, 120, 60, 0 })); // none is left to leave
    QCOMPARE(ui::layOutColumns(pools, order, {}, 100, 1.0), (QList<int>{ 92, 90, 60, 0 }));
}

void tst_TableParts::readsAChoiceBack()
{
    ColumnChoice choice;
    choice.order = { u"tasks"_s, u"state"_s };
    choice.hidden = { u"pool"_s, u"note"_s };
    choice.shown = { u"id"_s };
    choice.widths.insert(u"name"_s, 222);
    QCOMPARE(ui::restoreChoice(ui::saveChoice(choice)), choice);
}

void tst_TableParts::survivesAnyState_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("\xff\x00garbage", 9);
    QTest::newRow("other JSON") << QByteArray("[1,2]");
    QTest::newRow("wrong types") << QByteArray(R"({"order":3,"hidden":{"a":1},"widths":{"name":"x","id":-4}})");
}

void tst_TableParts::survivesAnyState()
{
    QFETCH(const QByteArray, state);
    QCOMPARE(ui::restoreChoice(state), ColumnChoice());
}

void tst_TableParts::ordersNewColumns_atTheirPlace()
{
    const QList<tables::Column> &columns = test::MachineRows({}).columns();
    ColumnChoice choice;
    choice.order = { u"name"_s, u"gone"_s, u"state"_s };
    const QList<int> order = ui::columnOrder(columns, choice);
    QCOMPARE(order.size(), columns.size());
    QCOMPARE(order.first(), int(test::MachineRows::Name));
    QCOMPARE(QSet<int>(order.begin(), order.end()).size(), columns.size());
}

void tst_TableParts::sortsAfterClicks_data()
{
    QTest::addColumn<QList<SortKey>>("before");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("adding");
    QTest::addColumn<QList<SortKey>>("after");
    const SortKey up{ 2, Qt::AscendingOrder };
    const SortKey down{ 2, Qt::DescendingOrder };
    const SortKey other{ 5, Qt::AscendingOrder };
    QTest::newRow("first") << QList<SortKey>{} << 2 << false << QList<SortKey>{ up };
    QTest::newRow("second") << QList<SortKey>{ up } << 2 << false << QList<SortKey>{ down };
    QTest::newRow("third clears") << QList<SortKey>{ down } << 2 << false << QList<SortKey>{};
    QTest::newRow("another column") << QList<SortKey>{ down } << 5 << false << QList<SortKey>{ other };
    QTest::newRow("one of two") << QList<SortKey>{ down, other } << 2 << false << QList<SortKey>{ up };
    QTest::newRow("adds") << QList<SortKey>{ up } << 5 << true << QList<SortKey>{ up, other };
    QTest::newRow("turns the added") << QList<SortKey>{ other, up } << 2 << true << QList<SortKey>{ other, down };
    QTest::newRow("takes the added away") << QList<SortKey>{ other, down } << 2 << true << QList<SortKey>{ other };
}

void tst_TableParts::sortsAfterClicks()
{
    QFETCH(const QList<SortKey>, before);
    QFETCH(const int, column);
    QFETCH(const bool, adding);
    QFETCH(const QList<SortKey>, after);
    QCOMPARE(ui::TableHeader::afterClick(before, column, adding), after);
}

void tst_TableParts::splitsTerms_atBlanksOutsideQuotes()
{
    QCOMPARE(ui::splitTerms(u" a  name=\"two words\" !b "_s),
             QStringList({ u"a"_s, u"name=\"two words\""_s, u"!b"_s }));
    QCOMPARE(ui::splitTerms(u"\"open end"_s), QStringList{ u"\"open end"_s });
    QVERIFY(ui::splitTerms(u"  "_s).isEmpty());
}

void tst_TableParts::replacesTheOppositeTerm()
{
    QCOMPARE(ui::withTerm(u"x"_s, u"pool=model"_s), u"x pool=model"_s);
    QCOMPARE(ui::withTerm(u"pool=model x"_s, u"pool=model"_s), u"pool=model x"_s);
    QCOMPARE(ui::withTerm(u"pool=model x"_s, u"!pool=model"_s), u"x !pool=model"_s);
    QCOMPARE(ui::withTerm(u"!pool=model"_s, u"pool=model"_s), u"pool=model"_s);
}

void tst_TableParts::findsTheWordBeingTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("word");
    QTest::newRow("first") << u"po"_s << 2 << u"po"_s;
    QTest::newRow("negated") << u"x !po"_s << 5 << u"po"_s;
    QTest::newRow("in the middle") << u"po x"_s << 2 << u"po"_s;
    QTest::newRow("column named") << u"pool:mo"_s << 7 << QString();
    QTest::newRow("after a blank") << u"po "_s << 3 << QString();
}

void tst_TableParts::findsTheWordBeingTyped()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const QString, word);
    QCOMPARE(ui::wordBefore(text, position), word);
}

void tst_TableParts::filtersWhileTyping()
{
    FilterBar bar(u"Filter agents"_s);
    bar.setColumns(test::MachineRows({}).columns());
    QSignalSpy changed(&bar, &FilterBar::filterChanged);
    QTest::keyClicks(&bar, u"kr"_s);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.last().first().value<tables::Filter>().text(), u"kr"_s);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QCOMPARE(bar.text(), QString());
    QVERIFY(changed.last().first().value<tables::Filter>().isEmpty());
    QSignalSpy left(&bar, &FilterBar::leftDownwards);
    QTest::keyClick(&bar, Qt::Key_Return);
    QCOMPARE(left.count(), 1);
}

void tst_TableParts::waitsForColumns_beforeItReadsTerms()
{
    FilterBar bar(u"Filter agents"_s);
    QSignalSpy changed(&bar, &FilterBar::filterChanged);
    bar.setText(u"speed>3"_s); // of the last session, before the first picture
    bar.setText(u"pool=model"_s);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(bar.mistake(), QString());
    const test::MachineRows rows({});
    bar.setColumns(rows.columns());
    QCOMPARE(changed.count(), 1);
    QVERIFY(changed.first().first().value<tables::Filter>()
            == tables::Filter::parse(u"pool=model"_s, rows.columns()).value());
}

void tst_TableParts::underlinesAMistake_andSaysIt()
{
    QWidget window;
    window.resize(600, 300);
    FilterBar bar(u"Filter agents"_s, &window);
    bar.setGeometry(10, 10, 240, 26);
    bar.setColumns(test::MachineRows({}).columns());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    bar.setText(u"pool=model"_s);
    QSignalSpy changed(&bar, &FilterBar::filterChanged);

    bar.setText(u"pool=model speed>3"_s);
    QCOMPARE(changed.count(), 0); // the last good filter stays
    const auto *label = window.findChild<QLabel *>(u"filterMistake"_s);
    QVERIFY(label && label->isVisible());
    QCOMPARE(label->text(), bar.mistake());
    QVERIFY2(label->text().contains(u"speed"_s), qPrintable(label->text()));
    QVERIFY2(label->y() >= bar.geometry().bottom(), "it hangs below the field");
    QCOMPARE(bar.accessibleDescription(), bar.mistake());

    bar.setText(u"pool=model cpus>3"_s);
    QVERIFY(!label->isVisible());
    QVERIFY(bar.mistake().isEmpty());
    QCOMPARE(changed.count(), 1);
}

void tst_TableParts::completesColumnNames()
{
    FilterBar bar(u"Filter agents"_s);
    bar.setColumns(test::MachineRows({}).columns());
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QTest::keyClicks(&bar, u"!cp"_s);
    auto *completer = bar.findChild<QCompleter *>();
    QVERIFY(completer->popup()->isVisible());
    QCOMPARE(completer->completionCount(), 1); // the bar beside the figures has no title, so it is no column to type
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(bar.text(), u"!cpus>"_s);
}

void tst_TableParts::linesFiguresUp()
{
    TextCache cache;
    const QFont font = ui::Theme::instance()->tableFont();
    cache.setFonts(font, font, font);
    const qreal ones = cache.figuresWidth(u"111.1 / 111"_s, TextCache::Face::Plain);
    const qreal eights = cache.figuresWidth(u"888.8 / 888"_s, TextCache::Face::Plain);
    QCOMPARE(ones, eights);
    // A sign no font has the glyph of in place still comes out, by the ordinary way.
    QVERIFY(cache.figuresWidth(u"1 \u4e2d"_s, TextCache::Face::Plain)
            > cache.figuresWidth(u"1 "_s, TextCache::Face::Plain));
}

void tst_TableParts::elidesIdsInTheMiddle()
{
    TextCache cache;
    const QFont font = ui::Theme::instance()->monoFont();
    cache.setFonts(font, font, font);
    QImage image(400, 20, QImage::Format_RGB32);
    QPainter painter(&image);
    const QString id = u"5d0c1f2e-7d41-4b3a-9a41-S1187"_s;
    const qreal whole = cache.draw(&painter, QRect(0, 0, 400, 20), Qt::AlignLeft, id, TextCache::Face::Plain);
    const qreal cut = cache.draw(&painter, QRect(0, 0, 100, 20), Qt::AlignLeft, id, TextCache::Face::Plain,
                                 TextCache::Elide::Middle);
    QVERIFY(whole > 100);
    QVERIFY(cut > 50 && cut <= 100);
}

QTEST_MAIN(tst_TableParts)
#include "tst_tableparts.moc"
