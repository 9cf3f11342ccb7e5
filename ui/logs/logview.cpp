// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logview.h"

#include "ui/logs/logviewaccess.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int barSteps = 100'000; ///< of the scroll bar, whatever the file's size

} // namespace

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"logView"_s);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // coming and going it would change what it depends on
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setAccessibleName(tr("log"));
    makeLogViewsAccessible();
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(false);
    connect(Theme::instance(), &Theme::changed, this, &LogView::readTheme);
    connect(verticalScrollBar(), &QScrollBar::sliderMoved, this, [this](int value) {
        if (value >= verticalScrollBar()->maximum())
            return followEnd();
        pause();
        m_topIsBegin = false;
        m_skip = 0;
        m_top = static_cast<qint64>(static_cast<double>(value) / barSteps * static_cast<double>(m_source.size()));
        layOut();
    });
    readTheme();
}

void LogView::readTheme()
{
    const QFont font = Theme::instance()->monoFont();
    setFont(font);
    const QFontMetricsF metrics(font);
    m_charWidth = metrics.horizontalAdvance(u'0');
    m_rowHeight = static_cast<int>(std::ceil(metrics.height())) + Theme::instance()->px(2);
    layOut();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void LogView::setPlaceholder(const QString &sentence)
{
    m_placeholder = sentence;
    setAccessibleDescription(sentence);
    viewport()->update();
}

void LogView::setFile(logs::PagedFile *file)
{
    if (m_source.file())
        m_source.file()->disconnect(this);
    m_source.setFile(file);
    m_source.setFilter(nullptr);
    m_current = -1;
    m_anchor = m_cursor = {};
    m_following = true;
    if (file) {
        connect(file, &logs::PagedFile::opened, this, &LogView::followEnd);
        connect(file, &logs::PagedFile::replaced, this, &LogView::followEnd);
        connect(file, &logs::PagedFile::grown, this, [this] {
            layOut();
            emit placeChanged();
        });
        // Queued: a page may come while rows are being laid out.
        const auto arrived = [this] {
            if (m_missing)
                layOut();
            emit placeChanged(); // line numbers may be known now
        };
        connect(file, &logs::PagedFile::pageArrived, this, arrived, Qt::QueuedConnection);
    }
    layOut();
}

void LogView::setZone(const logs::WrittenZone &zone)
{
    m_source.setZone(zone);
    layOut();
}

void LogView::setFilter(logs::Scan *filter)
{
    m_source.setFilter(filter);
    m_topIsBegin = false;
    m_skip = 0;
    if (filter) {
        connect(filter, &logs::Scan::changed, this, &LogView::layOut);
    }
    layOut();
}

void LogView::setMatcher(const logs::Matcher &matcher)
{
    m_matcher = matcher;
    viewport()->update();
}

void LogView::setCurrentLine(qint64 begin)
{
    m_current = begin;
    viewport()->update();
}

void LogView::setWrap(bool wrap)
{
    m_wrap = wrap;
    m_skip = 0;
    horizontalScrollBar()->setValue(0);
    setHorizontalScrollBarPolicy(wrap ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAlwaysOn);
    layOut();
}

void LogView::setShowsTimes(bool shows)
{
    m_showsTimes = shows;
    layOut();
}

void LogView::followEnd()
{
    m_following = true;
    m_skip = 0;
    layOut();
    emit placeChanged();
}

/// From now on it stays where it is.
void LogView::pause()
{
    if (!m_following)
        return;
    m_following = false;
    m_pausedAt = m_source.size();
    const qint64 page = std::max<qint64>(0, m_pausedAt - 1) / logs::pageBytes;
    m_endsWhenPaused = m_source.file() ? m_source.file()->index().endsIn(page).value_or(0) : 0;
}

qint64 LogView::newBytes() const
{
    return m_following ? 0 : std::max<qint64>(0, m_source.size() - m_pausedAt);
}

std::optional<qint64> LogView::newLines() const
{
    constexpr qint64 mostCounted = 64; // pages
    if (newBytes() == 0)
        return 0;
    logs::PagedFile *file = m_source.file();
    const qint64 first = std::max<qint64>(0, m_pausedAt - 1) / logs::pageBytes;
    const qint64 last = (m_source.size() - 1) / logs::pageBytes;
    if (last - first > mostCounted)
        return std::nullopt;
    qint64 lines = -m_endsWhenPaused;
    for (qint64 page = first; page <= last; ++page) {
        const auto ends = file->index().endsIn(page);
        if (!ends) {
            (void)file->page(page); // asked for, and counted when it comes
            return std::nullopt;
        }
        lines += *ends;
    }
    return lines;
}

qint64 LogView::placeForSearch() const
{
    if (m_current >= 0)
        return m_current;
    return m_rows.empty() ? m_top : m_rows.front().line.begin;
}

void LogView::goTo(qint64 begin)
{
    pause();
    m_skip = 0;
    qint64 top = begin;
    for (int i = viewport()->height() / m_rowHeight / 3; i > 0; --i) {
        const LogRows::Answer before = m_source.before(top);
        if (before.step != LogRows::Step::Found)
            break;
        top = before.line.begin;
    }
    setTop(top);
}

void LogView::setTop(qint64 begin)
{
    m_top = begin;
    m_topIsBegin = true;
    layOut();
    emit placeChanged();
}

void LogView::scrollLines(qint64 lines)
{
    if (m_rows.empty() || lines == 0)
        return;
    if (lines > 0 && m_following)
        return;
    qint64 top = m_rows.front().line.begin;
    for (; lines < 0; ++lines) {
        const LogRows::Answer before = m_source.before(top);
        if (before.step != LogRows::Step::Found)
            break;
        top = before.line.begin;
    }
    for (; lines > 0; --lines) {
        const LogRows::Answer here = m_source.lineFrom(top);
        const LogRows::Answer next = here.step == LogRows::Step::Found ? m_source.after(here.line) : here;
        if (next.step != LogRows::Step::Found)
            break;
        top = next.line.begin;
    }
    pause();
    m_skip = 0;
    setTop(top);
}

int LogView::textColumns() const
{
    return std::max(8, static_cast<int>((viewport()->width() - columns().message) / m_charWidth));
}

int LogView::rowsOf(const LogRow &row) const
{
    if (!m_wrap)
        return 1;
    const qsizetype length = row.text.text.size() - row.messageBegin;
    return std::max<int>(1, static_cast<int>((length + textColumns() - 1) / textColumns()));
}

bool LogView::appendRow(const logs::Line &line, int *heightLeft)
{
    auto row = m_source.row(line);
    if (!row) {
        m_missing = true;
        return false;
    }
    *heightLeft -= rowsOf(*row) * m_rowHeight;
    m_rows.push_back(*std::move(row));
    return true;
}

void LogView::layOutFromEnd()
{
    m_rows.clear();
    m_skip = 0;
    int left = viewport()->height();
    qint64 begin = m_source.size();
    while (left > 0) {
        const LogRows::Answer before = m_source.before(begin);
        m_missing = m_missing || before.step == LogRows::Step::Missing;
        if (before.step != LogRows::Step::Found || !appendRow(before.line, &left))
            break;
        begin = before.line.begin;
    }
    std::ranges::reverse(m_rows);
    if (left < 0 && !m_rows.empty()) // the first line shows its last rows only
        m_skip = (-left + m_rowHeight - 1) / m_rowHeight;
}

void LogView::layOut()
{
    m_missing = false;
    if (m_following) {
        layOutFromEnd();
    } else {
        const LogRows::Answer top = m_topIsBegin ? m_source.lineFrom(m_top) : m_source.nearest(m_top);
        m_rows.clear();
        m_missing = top.step == LogRows::Step::Missing;
        if (top.step == LogRows::Step::Found) {
            m_top = top.line.begin;
            m_topIsBegin = true;
        }
        int left = viewport()->height() + m_skip * m_rowHeight;
        LogRows::Answer at = top;
        while (left > 0 && at.step == LogRows::Step::Found && appendRow(at.line, &left))
            at = m_source.after(at.line);
        m_missing = m_missing || at.step == LogRows::Step::Missing;
        if (!m_missing && at.step == LogRows::Step::End && left >= 0) {
            m_following = true; // scrolled down to the end
            layOutFromEnd();
        }
    }
    if (m_following && !m_rows.empty()) {
        m_top = m_rows.front().line.begin;
        m_topIsBegin = true;
    }
    updateBars();
    viewport()->update();
}

void LogView::updateBars()
{
    m_settingBars = true;
    const double size = static_cast<double>(std::max<qint64>(1, m_source.size()));
    const double shown
        = m_rows.empty() ? 1 : static_cast<double>(m_rows.back().line.next - m_rows.front().line.begin) / size;
    QScrollBar *bar = verticalScrollBar();
    const bool all
        = !m_rows.empty() && m_rows.front().line.begin == 0 && m_rows.back().line.next >= m_source.size() && !m_missing;
    bar->setRange(0, all ? 0 : barSteps);
    bar->setPageStep(std::max(barSteps / 50, static_cast<int>(shown * barSteps)));
    if (!bar->isSliderDown())
        bar->setValue(m_following ? barSteps : static_cast<int>(static_cast<double>(m_top) / size * barSteps));
    qsizetype longest = 0;
    for (const LogRow &row : m_rows)
        longest = std::max(longest, row.text.text.size() - row.messageBegin);
    const int overflow
        = m_wrap ? 0 : static_cast<int>(longest) + 1 - textColumns(); // the cursor stands behind the last
    horizontalScrollBar()->setRange(0, std::max(overflow, std::min(horizontalScrollBar()->value(), overflow)));
    horizontalScrollBar()->setPageStep(textColumns());
    horizontalScrollBar()->setSingleStep(8);
    m_settingBars = false;
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

LogView::Times LogView::times() const
{
    Times times;
    for (const LogRow &row : m_rows) {
        times.zoned = times.zoned || row.isZoned;
        times.assumed = times.assumed || row.isAssumed;
        times.written = times.written || (!row.isZoned && !row.clock.isEmpty());
    }
    return times;
}

QStringList LogView::shownLines() const
{
    QStringList lines;
    for (const LogRow &row : m_rows)
        lines << row.text.text;
    return lines;
}

} // namespace ui
