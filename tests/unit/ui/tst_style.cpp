// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ui/colourmath.h"
#include "ui/style/blocks.h"
#include "ui/style/glyphs.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"

#include <QDir>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using colourmath::contrast;
using colourmath::Eyes;

/// Colours, glyphs and icons keep what ui.md promises about them.
class tst_Style : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void measuresColoursAsPublished();
    void keepsWordsReadable_data();
    void keepsWordsReadable();
    void keepsFramesReadable();
    void keepsMarksApart_data();
    void keepsMarksApart();
    void keepsTiersApart();
    void givesEachWordItsGlyph_data();
    void givesEachWordItsGlyph();
    void neverPaintsUnknownAsFine();
    void sharesNoGlyphBetweenStates();
    void paintsEachShapeDifferently();
    void drawsABlockForEachInstance_data();
    void drawsABlockForEachInstance();
    void rendersEachIcon();
    void coloursIconsByScheme();
    void scalesFontsAndSizes();
    void switchesSchemeWhileRunning();
};

namespace {

struct Scheme
{
    const char *name;
    const ui::Tokens &tokens;
};

QList<Scheme> schemes()
{
    return { { "light", ui::lightTokens() }, { "dark", ui::darkTokens() } };
}

QImage painted(ui::Glyph glyph, bool hollow = false)
{
    QImage image(28, 28, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    ui::paintGlyph(&painter, QRectF(0, 0, 28, 28), glyph, hollow);
    return image;
}

/// The silhouette alone: what is left of a glyph for who sees no colour.
QByteArray silhouette(ui::Glyph glyph)
{
    glyph.tone = ui::Tone::Ink;
    const QImage image = painted(glyph).convertToFormat(QImage::Format_Alpha8);
    // The inner mark of filled shapes has the background's colour; it belongs to the silhouette.
    const QImage ink = painted(glyph);
    QByteArray bits;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = ink.pixelColor(x, y);
            bits.append(c.alpha() > 127 && c.lightness() < 128 ? '#' : '.');
        }
    }
    return bits;
}

} // namespace

void tst_Style::init()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
    ui::Theme::instance()->setFontSize(ui::Theme::defaultFont);
}

void tst_Style::measuresColoursAsPublished()
{
    // Pairs 1, 7 and 24 of the test data of Sharma, Wu & Dalal 2005.
    QVERIFY(std::abs(colourmath::ciede2000({ 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }) - 2.0425) < 1e-4);
    QVERIFY(std::abs(colourmath::ciede2000({ 50, 0, 0 }, { 50, -1, 2 }) - 2.3669) < 1e-4);
    QVERIFY(std::abs(colourmath::ciede2000({ 50, 2.5, 0 }, { 58, 24, 15 }) - 19.4535) < 1e-4);
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 1e-6);
}

void tst_Style::keepsWordsReadable_data()
{
    QTest::addColumn<QColor>("word");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const auto &[name, t] : schemes()) {
        const std::map<const char *, QColor> grounds{
            { "base", t.base }, { "panel", t.panel }, { "window", t.window }, { "selected", t.selected }
        };
        const std::map<const char *, QColor> words{ { "text", t.text },         { "text2", t.text2 },
                                                    { "text3", t.text3 },       { "link", t.link },
                                                    { "failWord", t.failWord }, { "warnWord", t.warnWord },
                                                    { "runWord", t.runWord },   { "okWord", t.okWord } };
        const std::map<const char *, QColor> marks{ { "failMark", t.failMark }, { "warnMark", t.warnMark },
                                                    { "runMark", t.runMark },   { "okMark", t.okMark },
                                                    { "idleMark", t.idleMark }, { "inkMark", t.inkMark } };
        for (const auto &[groundName, ground] : grounds) {
            for (const auto &[wordName, word] : words) {
                // ui.md: on a selected row of the dark scheme text 2 stands in for text 3.
                if (qstrcmp(name, "dark") == 0 && qstrcmp(wordName, "text3") == 0
                    && qstrcmp(groundName, "selected") == 0)
                    continue;
                QTest::addRow("%s: %s on %s", name, wordName, groundName) << word << ground << 4.5;
            }
            for (const auto &[markName, mark] : marks)
                QTest::addRow("%s: %s on %s", name, markName, groundName) << mark << ground << 2.95;
        }
        QTest::addRow("%s: text on fail tint", name) << t.text << t.failTint << 4.5;
        QTest::addRow("%s: text on warn tint", name) << t.text << t.warnTint << 4.5;
        QTest::addRow("%s: text on run tint", name) << t.text << t.runTint << 4.5;
        QTest::addRow("%s: text2 on fail tint", name) << t.text2 << t.failTint << 4.5;
        QTest::addRow("%s: fail word on fail tint", name) << t.failWord << t.failTint << 4.5;
        QTest::addRow("%s: warn word on warn tint", name) << t.warnWord << t.warnTint << 4.5;
        QTest::addRow("%s: text on fail mark", name) << t.onMark << t.failMark << 4.5;
        QTest::addRow("%s: text on run mark", name) << t.onMark << t.runMark << 4.5;
        QTest::addRow("%s: glyph on warn mark", name) << t.onMark << t.warnMark << 3.0;
        QTest::addRow("%s: focus on base", name) << t.focus << t.base << 3.0;
        QTest::addRow("%s: focus on panel", name) << t.focus << t.panel << 3.0;
    }
}

void tst_Style::keepsWordsReadable()
{
    QFETCH(QColor, word);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double measured = contrast(word, ground);
    QVERIFY2(measured >= least, qPrintable(u"%1 is below %2"_s.arg(measured).arg(least)));
}

void tst_Style::keepsFramesReadable()
{
    for (const bool dark : { false, true }) {
        for (const auto tier :
             { config::Tier::Production, config::Tier::Staging, config::Tier::Development, config::Tier::Demo }) {
            const ui::FrameColours f = ui::frameColours(tier, dark);
            QVERIFY2(contrast(f.frame, f.onFrame) >= 4.5, qPrintable(f.word));
            QVERIFY2(contrast(f.rail, f.onRail) >= 4.5, qPrintable(f.word));
        }
    }
    QCOMPARE(ui::frameColours(config::Tier::Production, false).word, u"PRODUCTION"_s);
    QCOMPARE(ui::frameColours(config::Tier::Demo, false).word, u"DEMO"_s);
}

void tst_Style::keepsMarksApart_data()
{
    QTest::addColumn<int>("eyes");
    QTest::addColumn<bool>("dark");
    const char *names[] = { "normal", "protan", "deutan", "tritan" };
    for (const bool dark : { false, true }) {
        for (int eyes = 0; eyes < 4; ++eyes)
            QTest::addRow("%s, %s", dark ? "dark" : "light", names[eyes]) << eyes << dark;
    }
}

void tst_Style::keepsMarksApart()
{
    QFETCH(int, eyes);
    QFETCH(bool, dark);
    const ui::Tokens &t = dark ? ui::darkTokens() : ui::lightTokens();
    const std::vector<std::pair<QString, QColor>> marks{ { u"fail"_s, t.failMark }, { u"warn"_s, t.warnMark },
                                                         { u"run"_s, t.runMark },   { u"ok"_s, t.okMark },
                                                         { u"idle"_s, t.idleMark }, { u"ink"_s, t.inkMark } };
    for (size_t i = 0; i < marks.size(); ++i) {
        for (size_t j = i + 1; j < marks.size(); ++j) {
            const double apart = colourmath::distance(marks[i].second, marks[j].second, static_cast<Eyes>(eyes));
            QVERIFY2(apart >= 10.0,
                     qPrintable(u"%1 and %2 are %3 apart"_s.arg(marks[i].first, marks[j].first).arg(apart)));
        }
    }
}

void tst_Style::keepsTiersApart()
{
    using enum config::Tier;
    for (const bool dark : { false, true }) {
        for (int eyes = 0; eyes < 4; ++eyes) {
            for (const auto other : { Staging, Development }) {
                const double apart = colourmath::distance(ui::frameColours(Production, dark).frame,
                                                          ui::frameColours(other, dark).frame, static_cast<Eyes>(eyes));
                QVERIFY2(apart >= 13.5, qPrintable(QString::number(apart)));
            }
        }
    }
}

void tst_Style::givesEachWordItsGlyph_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("tone");
    using ui::Shape;
    using ui::Tone;
    const auto row = [](const char *word, Shape shape, Tone tone) {
        QTest::newRow(word) << QString::fromLatin1(word) << static_cast<int>(shape) << static_cast<int>(tone);
    };
    row("TASK_STAGING", Shape::HalfDisc, Tone::Run);
    row("TASK_STARTING", Shape::HalfDisc, Tone::Run);
    row("TASK_RUNNING", Shape::Triangle, Tone::Run);
    row("TASK_KILLING", Shape::SquareCross, Tone::Ink);
    row("TASK_FINISHED", Shape::Tick, Tone::Ok);
    row("TASK_FAILED", Shape::OctagonCross, Tone::Fail);
    row("TASK_KILLED", Shape::Square, Tone::Ink);
    row("TASK_ERROR", Shape::OctagonCross, Tone::Fail);
    row("TASK_LOST", Shape::DashedRingQuery, Tone::Warn);
    row("TASK_DROPPED", Shape::DashedRingQuery, Tone::Warn);
    row("TASK_UNREACHABLE", Shape::DashedRingQuery, Tone::Warn);
    row("TASK_GONE", Shape::ThinCross, Tone::Idle);
    row("TASK_GONE_BY_OPERATOR", Shape::ThinCross, Tone::Idle);
    row("active", Shape::Disc, Tone::Ok);
    row("cordoned", Shape::RingSlash, Tone::Ink);
    row("draining", Shape::ArrowOntoLine, Tone::Run);
    row("drained", Shape::RingOverLine, Tone::Idle);
    row("unreachable", Shape::BrokenRing, Tone::Fail);
    row("disconnected", Shape::HalfRing, Tone::Warn);
    row("recovering", Shape::LoopArrow, Tone::Run);
    row("gone", Shape::ThinCross, Tone::Idle);
    row("never registered", Shape::DottedRing, Tone::Warn);
    row("inactive", Shape::DashedRingQuery, Tone::Warn);
    row("completed", Shape::Tick, Tone::Ok);
    row("live", Shape::Disc, Tone::Ok);
    row("slow", Shape::HalfRing, Tone::Warn);
    row("old", Shape::Clock, Tone::Warn);
    row("down", Shape::OctagonCross, Tone::Fail);
    row("refused", Shape::Padlock, Tone::Fail);
    row("never asked", Shape::DottedRing, Tone::Idle);
    row("steady", Shape::Equals, Tone::Idle);
    row("growing", Shape::ArrowUp, Tone::Run);
    row("shrinking", Shape::ArrowDown, Tone::Run);
    row("held", Shape::Padlock, Tone::Ink);
    row("upstream_failed", Shape::BarredDiamond, Tone::Fail);
    row("Active", Shape::Disc, Tone::Ok);
}

void tst_Style::givesEachWordItsGlyph()
{
    QFETCH(QString, word);
    QFETCH(int, shape);
    QFETCH(int, tone);
    const ui::Glyph glyph = ui::glyphFor(word);
    QCOMPARE(static_cast<int>(glyph.shape), shape);
    QCOMPARE(static_cast<int>(glyph.tone), tone);
}

void tst_Style::neverPaintsUnknownAsFine()
{
    for (const QString &word : { u"TASK_BEWILDERED"_s, u"zombie"_s, u"TASK_UNKNOWN"_s, u"TASK_"_s }) {
        const ui::Glyph glyph = ui::glyphFor(word);
        QCOMPARE(glyph.shape, ui::Shape::DashedRing);
        QCOMPARE(glyph.tone, ui::Tone::Idle);
    }
    QCOMPARE(ui::glyphFor({}).shape, ui::Shape::None);
}

void tst_Style::sharesNoGlyphBetweenStates()
{
    // States that stand in one column together; words in one list entry are the same state to an operator.
    const QList<QList<QStringList>> columns{
        { { u"TASK_STAGING"_s, u"TASK_STARTING"_s },
          { u"TASK_RUNNING"_s },
          { u"TASK_KILLING"_s },
          { u"TASK_FINISHED"_s },
          { u"TASK_FAILED"_s, u"TASK_ERROR"_s },
          { u"TASK_KILLED"_s },
          { u"TASK_LOST"_s, u"TASK_UNREACHABLE"_s, u"TASK_DROPPED"_s },
          { u"TASK_GONE"_s, u"TASK_GONE_BY_OPERATOR"_s },
          { u"PENDING"_s },
          { u"THROTTLED"_s },
          { u"TASK_DRAINING"_s, u"PREEMPTING"_s },
          { u"TASK_ANYTHING_ELSE"_s } },
        { { u"active"_s },
          { u"cordoned"_s },
          { u"draining"_s },
          { u"drained"_s },
          { u"unreachable"_s },
          { u"disconnected"_s },
          { u"recovering"_s },
          { u"gone"_s },
          { u"never registered"_s } },
        { { u"active"_s }, { u"inactive"_s }, { u"disconnected"_s }, { u"recovering"_s }, { u"completed"_s } },
        { { u"live"_s }, { u"slow"_s }, { u"old"_s }, { u"down"_s }, { u"refused"_s }, { u"never asked"_s } },
        { { u"steady"_s }, { u"growing"_s }, { u"shrinking"_s }, { u"capacity refused"_s }, { u"held"_s } },
    };
    for (const QList<QStringList> &column : columns) {
        QHash<QByteArray, QString> taken;
        for (const QStringList &state : column) {
            const QByteArray shape = silhouette(ui::glyphFor(state.first()));
            QVERIFY2(!taken.contains(shape), qPrintable(state.first() + u" looks like "_s + taken.value(shape)));
            taken.insert(shape, state.first());
        }
    }
}

void tst_Style::paintsEachShapeDifferently()
{
    QHash<QByteArray, int> taken;
    for (int shape = 1; shape <= static_cast<int>(ui::Shape::DashedRing); ++shape) {
        const ui::Glyph glyph{ static_cast<ui::Shape>(shape), ui::Tone::Ink, true };
        const QByteArray bits = silhouette(glyph);
        QVERIFY2(bits.contains('#'), qPrintable(QString::number(shape)));
        QVERIFY2(!taken.contains(bits), qPrintable(QString::number(shape)));
        taken.insert(bits, shape);
        const QImage hollow = painted(glyph, true);
        QVERIFY(hollow != painted(glyph));
    }
}

void tst_Style::drawsABlockForEachInstance_data()
{
    QTest::addColumn<QList<int>>("counts");
    QTest::addColumn<QString>("drawn"); // w: works, p: waits, f: failed; a letter each block, from the left
    QTest::newRow("some wait") << QList<int>{ 3, 2, 0 } << u"wwwpp"_s;
    QTest::newRow("failed") << QList<int>{ 0, 0, 1 } << u"f"_s;
    QTest::newRow("all there is room for") << QList<int>{ 16, 0, 0 } << u"w"_s.repeated(16);
    QTest::newRow("more than there is room for") << QList<int>{ 30, 9, 0 } << u"wp"_s;
    QTest::newRow("hundreds, and one that waits") << QList<int>{ 400, 1, 0 } << u"wp"_s;
    QTest::newRow("none") << QList<int>{ 0, 0, 0 } << QString();
}

void tst_Style::drawsABlockForEachInstance()
{
    QFETCH(const QList<int>, counts);
    QFETCH(const QString, drawn);
    const ui::Tokens &tokens = ui::Theme::instance()->tokens();
    QImage image(75, 9, QImage::Format_RGB32);
    image.fill(tokens.base);
    QPainter painter(&image);
    ui::paintBlocks(&painter, image.rect(), counts, false);
    painter.end();
    // Along the upper edge, where a hollow block has its outline, too.
    const std::map<QRgb, QChar> letters{ { tokens.allocated.rgb(), u'w' },
                                         { tokens.warnMark.rgb(), u'p' },
                                         { tokens.failMark.rgb(), u'f' } };
    QString seen;
    for (int x = 0; x < image.width(); ++x) {
        const auto letter = letters.find(image.pixel(x, 0));
        const bool begins = x == 0 || image.pixel(x - 1, 0) != image.pixel(x, 0);
        if (letter != letters.end() && begins)
            seen += letter->second;
    }
    QCOMPARE(seen, drawn);
}

void tst_Style::rendersEachIcon()
{
    const QStringList needed{
        u"overview"_s,   u"night"_s,        u"jobs"_s,         u"agents"_s, u"pools"_s,       u"frameworks"_s,
        u"tasks"_s,      u"logs"_s,         u"actions"_s,      u"alerts"_s, u"connections"_s, u"preferences"_s,
        u"menu"_s,       u"help"_s,         u"search"_s,       u"lock"_s,   u"unlock"_s,      u"kill"_s,
        u"restart"_s,    u"clear"_s,        u"mark"_s,         u"grow"_s,   u"shrink"_s,      u"cordon"_s,
        u"drain"_s,      u"follow"_s,       u"hold"_s,         u"copy"_s,   u"link"_s,        u"filter"_s,
        u"columns"_s,    u"table"_s,        u"map"_s,          u"export"_s, u"pause"_s,       u"play"_s,
        u"stop"_s,       u"host"_s,         u"bundle"_s,       u"clock"_s,  u"close"_s,       u"chevron-down"_s,
        u"chevron-up"_s, u"chevron-left"_s, u"chevron-right"_s
    };
    QVERIFY(!ui::icon(u"overview"_s).isNull()); // also loads the resources
    const QStringList there = QDir(u":/icons"_s).entryList();
    for (const QString &name : needed)
        QVERIFY2(there.contains(name + u".svg"_s), qPrintable(name));
    for (const QString &file : there) {
        const QImage image = ui::icon(file.chopped(4)).pixmap(16, 16).toImage();
        QCOMPARE(image.size(), QSize(16, 16));
        int drawn = 0;
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x)
                drawn += image.pixelColor(x, y).alpha() > 64;
        }
        QVERIFY2(drawn >= 10, qPrintable(file));
    }
}

void tst_Style::coloursIconsByScheme()
{
    const QIcon stop = ui::icon(u"stop"_s);
    const auto darkest = [&stop] { return stop.pixmap(64, 64).toImage().pixelColor(32, 14); };
    QCOMPARE(darkest(), ui::lightTokens().text);
    ui::Theme::instance()->setScheme(ui::ColourScheme::Dark);
    QCOMPARE(darkest(), ui::darkTokens().text);
    QCOMPARE(ui::icon(u"stop"_s, Qt::red).pixmap(64, 64).toImage().pixelColor(32, 14), QColor(Qt::red));
}

void tst_Style::scalesFontsAndSizes()
{
    ui::Theme *theme = ui::Theme::instance();
    QCOMPARE(theme->uiFont().pixelSize(), 13);
    QCOMPARE(theme->titleFont().pixelSize(), 15);
    QCOMPARE(theme->px(40), 40);
    QSignalSpy changed(theme, &ui::Theme::changed);
    theme->setFontSize(16);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(theme->uiFont().pixelSize(), 21);
    QCOMPARE(theme->px(40), 65);
    QCOMPARE(qApp->font().pixelSize(), 21);
    theme->setFontSize(99);
    QCOMPARE(theme->fontSize(), ui::Theme::largestFont);
    theme->setFontSize(1);
    QCOMPARE(theme->fontSize(), ui::Theme::smallestFont);
}

void tst_Style::switchesSchemeWhileRunning()
{
    ui::Theme *theme = ui::Theme::instance();
    QPushButton button(u"Copy"_s);
    button.resize(80, 26);
    const QImage light = button.grab().toImage();
    QSignalSpy changed(theme, &ui::Theme::changed);
    theme->setScheme(ui::ColourScheme::Dark);
    QVERIFY(theme->isDark());
    QCOMPARE(changed.count(), 1);
    QTRY_COMPARE(button.palette().color(QPalette::Base), ui::darkTokens().base);
    QVERIFY(button.grab().toImage() != light);
    theme->setScheme(ui::ColourScheme::FollowDesktop);
    QVERIFY(!theme->isDark()); // offscreen has a light palette
}

QTEST_MAIN(tst_Style)
#include "tst_style.moc"
