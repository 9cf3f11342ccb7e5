// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/matcher.h"
#include "ui/logs/logrows.h"

#include <QAbstractScrollArea>

#include <utility>

namespace ui {

/// The lines of one log, painted as they are needed: number, time, level, message. At the end it follows; scrolled up
/// it stays where it is and counts what is new. Object name "logView". GUI thread.
class LogView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);

    void setFile(logs::PagedFile *file); ///< shown at its end
    void setPlaceholder(const QString &sentence); ///< in the place of lines, while there is none
    void setZone(const logs::WrittenZone &zone); ///< of times that name none
    void setFilter(logs::Scan *filter); ///< nullptr: all lines; the place is kept
    void setMatcher(const logs::Matcher &matcher); ///< what is marked
    qint64 currentLine() const { return m_current; }
    void setCurrentLine(qint64 begin); ///< the match that was gone to; -1: none
    void setWrap(bool wrap);
    bool wrap() const { return m_wrap; }
    void setShowsTimes(bool shows); ///< the column of times; shown where lines have one

    /// What the times of the lines on the screen mean.
    struct Times
    {
        bool zoned = false; ///< some are told with a zone, and shown in the desk's
        bool assumed = false; ///< some as the stack's file says of those that name none
        bool written = false; ///< some name none, and are shown as they are written
    };
    Times times() const;

    bool isAtEnd() const { return m_following; }
    void followEnd();
    void goTo(qint64 begin); ///< a line's begin; scrolls it into the upper third
    qint64 placeForSearch() const; ///< where "next" begins: the current match, else the first line shown
    /// Lines that came since it was scrolled up; nullopt: too much to count. 0 while following.
    std::optional<qint64> newLines() const;
    qint64 newBytes() const;

    /// Plain; of what is at hand, at most mostCopied: `isWhole` tells whether that is all of it.
    QString selectedText(bool *isWhole = nullptr) const;
    bool hasSelection() const;
    void selectAll(); ///< lines at hand, those on the screen among them, as far as they can be copied at once
    static constexpr qsizetype mostCopied = 4 << 20; ///< characters

    /// For screen readers: places in shownLines(), joined by line feeds.
    int
    shownCursor() const; ///< where keys go on: of a selection its moving end, else the line that came last into view
    std::pair<int, int> shownSelection() const; ///< as far as it is on the screen; equal: none of it
    void selectShown(int begin, int end);
    QRect shownRect(int offset) const; ///< of one character, in the viewport
    int shownOffset(QPoint point) const; ///< of the viewport
    QStringList shownLines() const; ///< what is on the screen, for tests and readers
    const std::vector<LogRow> &shownRows() const { return m_rows; }

signals:
    void placeChanged(); ///< scrolled, followed, paused, or laid out anew
    void copied(qsizetype lines, bool isWhole); ///< else only the first ones of what is selected
    void lineChosen(qint64 begin); ///< pressed

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;

private:
    struct Position
    {
        qint64 begin = -1; ///< of the line
        qsizetype column = 0; ///< in its text
        auto operator<=>(const Position &) const = default;
    };
    struct Columns ///< in pixels
    {
        int number = 0;
        int clock = 0;
        int level = 0;
        int message = 0;
    };

    void layOut(); ///< which rows are shown
    void layOutFromEnd();
    bool appendRow(const logs::Line &line, int *heightLeft);
    void updateBars();
    void scrollLines(qint64 lines);
    void setTop(qint64 begin);
    void pause();
    void readTheme();
    int rowsOf(const LogRow &row) const; ///< more than one where it is wrapped
    Columns columns() const;
    int textColumns() const; ///< characters of a message that fit
    qreal xOf(const LogRow &row, qsizetype column) const;
    Position positionAt(QPoint point) const;
    Position positionOf(int shownOffset) const;
    int offsetOf(const Position &place) const; ///< within shownLines(); outside of them their ends
    void copy();
    enum class Move { Character, Word, LineEdge, Line, Page, FileEdge };
    bool selectByKey(QKeyEvent *event); ///< whether it is a key that selects
    void scrollByKey(QKeyEvent *event);
    Position moved(Position from, Move by, bool forward) const;
    Position movedInLine(const Position &from, Move by, bool forward) const;
    Position movedByLines(Position from, int lines) const; ///< up where it is negative
    void extendTo(const Position &to);
    void bringIntoView(const Position &place);
    void tellReaders();
    void paintRow(QPainter *painter, const LogRow &row, int y);
    void paintCursor(QPainter *painter, const LogRow &row, int y) const;
    void paintMessage(QPainter *painter, const LogRow &row, qsizetype from, qsizetype to, QPointF at);

    LogRows m_source;
    logs::Matcher m_matcher;
    std::vector<LogRow> m_rows; ///< from the first shown line on
    qint64 m_top = 0; ///< begin of the first shown line, or a place near it until it is at hand
    bool m_topIsBegin = false;
    int m_skip = 0; ///< wrapped rows of the first line above the edge
    bool m_following = true;
    QString m_placeholder;
    bool m_missing = false; ///< something shown is still being asked for
    bool m_wrap = false;
    bool m_showsTimes = true;
    bool m_settingBars = false;
    qint64 m_pausedAt = 0; ///< size of the file when it was scrolled up
    qint32 m_endsWhenPaused = 0; ///< of lines in its last page
    qint64 m_current = -1;
    Position m_anchor;
    Position m_cursor;
    int m_rowHeight = 18;
    qreal m_charWidth = 8;
};

} // namespace ui
