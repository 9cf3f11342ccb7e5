// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/filesource.h"
#include "models/logs/pagedfile.h"
#include "ui/logs/logview.h"

#include <QAccessible>
#include <QAccessibleTextInterface>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A file of lines and the view of it, with the keyboard.
struct Shown
{
    explicit Shown(const QByteArray &content)
    {
        QFile file(folder.filePath(u"log"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        file.close();
        paged = std::make_unique<logs::PagedFile>(
            std::make_shared<logs::FileSource>(file.fileName(), u"log"_s, u"this disk"_s, false));
        view.resize(900, 400);
        view.setFile(paged.get());
        view.show();
        QApplication::setActiveWindow(&view);
        view.setFocus();
        paged->open();
    }
    ~Shown() { view.setFile(nullptr); }
    Q_DISABLE_COPY_MOVE(Shown)

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    QAccessibleTextInterface *text() { return QAccessible::queryAccessibleInterface(&view)->textInterface(); }

    QTemporaryDir folder;
    std::unique_ptr<logs::PagedFile> paged;
    ui::LogView view;
};

QByteArray numbered(int lines)
{
    QByteArray content;
    for (int i = 0; i < lines; ++i)
        content += "26/11/23 03:37:41 INFO Main: line " + QByteArray::number(i) + " ends\n";
    return content;
}

constexpr auto shift = Qt::ShiftModifier;
const Qt::KeyboardModifiers controlShift = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

/// Lines of a log by keyboard and for who does not see them.
class tst_LogView : public QObject
{
    Q_OBJECT

private slots:
    void selectsByLineCharacterAndWord()
    {
        Shown log(numbered(3));
        QTRY_COMPARE(log.view.shownLines().size(), 3);
        log.press(Qt::Key_Up, shift); // from the last line, where the eye is
        log.press(Qt::Key_Home, shift);
        QCOMPARE(log.view.selectedText(), u"26/11/23 03:37:41 INFO Main: line 1 ends\n"_s);
        log.press(Qt::Key_Right, controlShift); // over "Main: ": back to a part of the line
        log.press(Qt::Key_Right, shift);
        QCOMPARE(log.view.selectedText(), u"ine 1 ends\n"_s);
        log.press(Qt::Key_Left, controlShift);
        log.press(Qt::Key_Left, controlShift);
        log.press(Qt::Key_Left, controlShift); // over the line's begin, to the end of the one before
        QCOMPARE(log.view.selectedText(), u"\n26/11/23 03:37:41 INFO Main: line 1 ends\n"_s);
        log.press(Qt::Key_End, shift);
        log.press(Qt::Key_Down, shift);
        log.press(Qt::Key_Down, shift);
        log.press(Qt::Key_End, shift);
        QCOMPARE(log.view.selectedText(), u"Main: line 2 ends"_s);
    }

    void selectsToTheEdgesOfTheFile_andCopies()
    {
        Shown log(numbered(500));
        QTRY_VERIFY(log.view.shownLines().size() > 5);
        log.press(Qt::Key_Home, controlShift);
        QVERIFY(!log.view.isAtEnd());
        QTRY_VERIFY(log.view.shownLines().first().endsWith(u"line 0 ends"_s));
        QSignalSpy copied(&log.view, &ui::LogView::copied);
        log.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copied.count(), 1);
        QCOMPARE(copied.first().first().toInt(), 499); // nothing of the last one
        QVERIFY(copied.first().last().toBool());
        QVERIFY(QApplication::clipboard()->text().startsWith(u"26/11/23 03:37:41 INFO Main: line 0 ends\n"_s));
        log.press(Qt::Key_End, controlShift);
        QVERIFY(log.view.isAtEnd());
        QCOMPARE(log.view.selectedText(), u"Main: line 499 ends"_s);
        log.press(Qt::Key_PageUp, shift);
        const qsizetype page = log.view.selectedText().count(u'\n');
        QVERIFY2(page > 3 && page < 40, qPrintable(QString::number(page)));
    }

    /// All that is at hand, as far as it can be copied at once.
    void selectsAll()
    {
        Shown small(numbered(300));
        QTRY_VERIFY(small.view.shownLines().size() > 5);
        small.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(small.view.selectedText() + u'\n', QString::fromUtf8(numbered(300)));
        Shown large(numbered(300'000)); // 12 MB
        QTRY_VERIFY(large.view.shownLines().size() > 5);
        large.press(Qt::Key_A, Qt::ControlModifier);
        bool isWhole = false;
        const QString some = large.view.selectedText(&isWhole);
        QVERIFY(isWhole);
        QVERIFY(some.endsWith(u"line 299999 ends"_s));
        QVERIFY(some.size() <= ui::LogView::mostCopied);
        large.press(Qt::Key_Home, controlShift); // more than can be copied, or is at hand
        (void)large.view.selectedText(&isWhole);
        QVERIFY(!isWhole);
    }

    void aSelectionByKeyStaysInView()
    {
        Shown log(numbered(100) + QByteArray(500, 'x') + '\n' + numbered(100));
        QTRY_VERIFY(log.view.shownLines().size() > 5);
        for (int i = 0; i < 120; ++i)
            log.press(Qt::Key_Up, shift);
        QTRY_VERIFY(log.view.shownLines().first().contains(u"line 8"_s));
        const int top = log.view.shownCursor();
        QCOMPARE(log.view.shownRect(top).top(), 0);
        for (int i = 0; i < 20; ++i)
            log.press(Qt::Key_Down, shift);
        log.press(Qt::Key_End, shift);
        QVERIFY(log.view.viewport()->rect().contains(log.view.shownRect(log.view.shownCursor()).center()));
    }

    /// What a reader asks for.
    void isReadAsText()
    {
        Shown log(numbered(3));
        QTRY_COMPARE(log.view.shownLines().size(), 3);
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&log.view);
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::EditableText);
        QVERIFY(access->state().readOnly && access->state().multiLine && access->state().focusable);
        QCOMPARE(access->text(QAccessible::Name), u"log"_s);
        QAccessibleTextInterface *text = log.text();
        QVERIFY(text);
        const QString all = QString::fromUtf8(numbered(3)).chopped(1);
        QCOMPARE(text->text(0, text->characterCount()), all);
        int begin = 0;
        int end = 0;
        const int last = static_cast<int>(all.lastIndexOf(u'\n')) + 1;
        QCOMPARE(text->cursorPosition(), last); // it follows: the newest line
        QCOMPARE(text->textAtOffset(last, QAccessible::LineBoundary, &begin, &end).trimmed(),
                 u"26/11/23 03:37:41 INFO Main: line 2 ends"_s);
        QCOMPARE(text->textAtOffset(static_cast<int>(all.indexOf(u"Main"_s)), QAccessible::WordBoundary, &begin, &end),
                 u"Main"_s);
        text->setSelection(0, 3, 8);
        QCOMPARE(text->selectionCount(), 1);
        text->selection(0, &begin, &end);
        QCOMPARE(std::pair(begin, end), std::pair(3, 8));
        QCOMPARE(log.view.selectedText(), all.mid(3, 5));
        QCOMPARE(text->cursorPosition(), 8);
        const int word = static_cast<int>(all.indexOf(u"ends"_s));
        const QRect rect = text->characterRect(word);
        QCOMPARE(text->offsetAtPoint(rect.center() - QPoint(1, 0)), word);
        text->removeSelection(0);
        QCOMPARE(text->selectionCount(), 0);
    }

    /// Keys that scroll bring the reader's cursor along.
    void theCursorFollowsTheKeys()
    {
        Shown log(numbered(200));
        QTRY_VERIFY(log.view.shownLines().size() > 5);
        log.press(Qt::Key_Home);
        QTRY_VERIFY(log.view.shownLines().first().endsWith(u"line 0 ends"_s));
        QCOMPARE(log.text()->cursorPosition(), 0);
        log.press(Qt::Key_Down);
        int begin = 0;
        int end = 0;
        QCOMPARE(
            log.text()->textAtOffset(log.text()->cursorPosition(), QAccessible::LineBoundary, &begin, &end).trimmed(),
            u"26/11/23 03:37:41 INFO Main: line 1 ends"_s);
    }
};

QTEST_MAIN(tst_LogView)
#include "tst_logview.moc"
