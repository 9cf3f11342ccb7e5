// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/eventline.h"

#include "models/core/format.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/glyphs.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int glyphSize = 13; ///< design px, as the next one
constexpr int together = 15; ///< nearer ones are one mark
constexpr size_t toldAtOnce = 12; ///< lines of a tool tip

/// The greater, the more it needs to be seen.
int weightOf(const history::Event &event)
{
    switch (glyphFor(event.glyph).tone) {
    case Tone::Fail:
        return 5;
    case Tone::Warn:
        return 4;
    case Tone::Ink:
        return 3;
    case Tone::Run:
        return 2;
    case Tone::Ok:
        return 1;
    default:
        return 0;
    }
}

} // namespace

EventLine::EventLine(const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    setObjectName(u"nightEvents"_s);
    setAccessibleName(tr("What happened in all layers"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(Theme::instance(), &Theme::changed, this, &EventLine::arrange);
}

QSize EventLine::sizeHint() const
{
    return { 100, 2 * (Theme::instance()->rowHeight() + 1) };
}

void EventLine::setEvents(QList<history::Event> events)
{
    m_events = std::move(events);
    arrange();
}

void EventLine::setAxis(int left, int width, core::TimePoint from, core::TimePoint until)
{
    m_left = left;
    m_width = width;
    m_from = from;
    m_until = until;
    arrange();
}

void EventLine::arrange()
{
    m_marks.clear();
    const auto length = static_cast<double>((m_until - m_from).count());
    for (qsizetype i = 0; i < m_events.size() && length > 0; ++i) {
        const history::Event &event = m_events[i];
        if (event.at < m_from || event.at > m_until)
            continue;
        const int x = m_left + static_cast<int>(m_width * static_cast<double>((event.at - m_from).count()) / length);
        if (m_marks.empty() || x - m_marks.back().x > Theme::instance()->px(together))
            m_marks.push_back({ x, {}, i });
        Mark &mark = m_marks.back();
        mark.events.push_back(i);
        if (weightOf(event) > weightOf(m_events[mark.worst]))
            mark.worst = i;
    }
    m_current = std::min(m_current, static_cast<int>(m_marks.size()) - 1);
    update();
}

QRect EventLine::rectOf(int mark) const
{
    const int side = Theme::instance()->px(glyphSize);
    const int row = height() / 2;
    return { m_marks[static_cast<size_t>(mark)].x - side / 2, (row - side) / 2, side, side };
}

int EventLine::markAt(QPoint place) const
{
    for (int i = 0; i < static_cast<int>(m_marks.size()); ++i) {
        if (rectOf(i).adjusted(-2, -6, 2, 6).contains(place))
            return i;
    }
    return -1;
}

QString EventLine::wordsOf(const history::Event &event) const
{
    return u"%1 %2: %3"_s.arg(shortTime(event.at, m_clock.now()), event.layer, event.text);
}

QString EventLine::linkOf(const Mark &mark) const
{
    if (!m_events[mark.worst].link.isEmpty())
        return m_events[mark.worst].link;
    const auto found
        = std::ranges::find_if(mark.events, [this](qsizetype event) { return !m_events[event].link.isEmpty(); });
    return found == mark.events.end() ? QString() : m_events[*found].link;
}

QStringList EventLine::asText() const
{
    QStringList lines;
    for (const Mark &mark : m_marks) {
        const QString words = wordsOf(m_events[mark.worst]);
        lines << (mark.events.size() == 1 ? words : tr("%1 (and %2 more)").arg(words).arg(mark.events.size() - 1));
    }
    return lines;
}

void EventLine::choose(int mark)
{
    if (std::exchange(m_current, mark) == mark)
        return;
    setCursor(mark >= 0 && !linkOf(m_marks[static_cast<size_t>(mark)]).isEmpty() ? Qt::PointingHandCursor
                                                                                 : Qt::ArrowCursor);
    setAccessibleDescription(mark < 0 ? QString() : asText().value(mark));
    update();
}

void EventLine::mouseMoveEvent(QMouseEvent *event)
{
    choose(markAt(event->pos()));
}

void EventLine::leaveEvent(QEvent *)
{
    choose(-1);
}

void EventLine::mousePressEvent(QMouseEvent *event)
{
    choose(markAt(event->pos()));
    if (m_current < 0 || event->button() != Qt::LeftButton)
        return;
    if (const QString link = linkOf(m_marks[static_cast<size_t>(m_current)]); !link.isEmpty())
        emit linkActivated(link);
}

void EventLine::keyPressEvent(QKeyEvent *event)
{
    const int count = static_cast<int>(m_marks.size());
    if (count > 0) {
        switch (event->key()) {
        case Qt::Key_Left:
            return choose(m_current < 0 ? count - 1 : std::max(0, m_current - 1));
        case Qt::Key_Right:
            return choose(std::min(count - 1, m_current + 1));
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0) {
                if (const QString link = linkOf(m_marks[static_cast<size_t>(m_current)]); !link.isEmpty())
                    emit linkActivated(link);
            }
            return;
        default:
            break;
        }
    }
    QWidget::keyPressEvent(event);
}

bool EventLine::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int mark = markAt(help->pos());
    QStringList lines;
    if (mark >= 0) {
        const std::vector<qsizetype> &events = m_marks[static_cast<size_t>(mark)].events;
        for (size_t i = 0; i < std::min(events.size(), toldAtOnce); ++i)
            lines << wordsOf(m_events[events[i]]);
        if (events.size() > toldAtOnce)
            lines << tr("and %1 more").arg(events.size() - toldAtOnce);
    }
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), this);
    return true;
}

void EventLine::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
    painter.fillRect(QRect(0, height() / 2, width(), 1), t.grid);
    const int pad = theme->px(8);
    const int row = height() / 2;
    painter.setFont(theme->tableFont());
    painter.setPen(t.text2);
    const QRect words(pad, 0, m_left - 2 * pad, row);
    const QString text = m_current < 0 ? m_events.isEmpty() ? tr("Events: none seen in this night")
                                                            : tr("Events of all layers, %1").arg(m_events.size())
                                       : asText().value(m_current);
    if (m_current >= 0)
        painter.setPen(t.text);
    painter.drawText(words, Qt::AlignVCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < static_cast<int>(m_marks.size()); ++i) {
        const Mark &mark = m_marks[static_cast<size_t>(i)];
        const QRect box = rectOf(i);
        if (i == m_current)
            painter.fillRect(box.adjusted(-3, -3, 3, 3), t.selected);
        paintGlyph(&painter, box, glyphFor(m_events[mark.worst].glyph));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintLegend(&painter, QRect(0, row + 1, width(), height() - row - 1));
    if (hasFocus())
        drawFocus(&painter, QRect(0, 0, width(), row));
}

void EventLine::paintLegend(QPainter *painter, const QRect &row)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const int pad = theme->px(8);
    const int sample = theme->px(26);
    const int thick = row.height() / 3;
    const QString zone = tr("times in %1").arg(core::zoneName());
    const QFontMetrics metrics = painter->fontMetrics();
    const int end = row.right() - pad - metrics.horizontalAdvance(zone);
    painter->setPen(t.text2);
    painter->drawText(row.adjusted(0, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignRight, zone);
    int x = row.left() + pad;
    const auto entry = [&](const QString &text, const auto &paint) {
        const int wide = sample + pad + metrics.horizontalAdvance(text) + 2 * pad;
        if (x + wide > end)
            return;
        paint(QRect(x, row.center().y() - thick / 2, sample, thick));
        painter->setPen(t.text2);
        painter->drawText(QRect(x + sample + pad, row.top(), wide, row.height()), Qt::AlignVCenter, text);
        x += wide;
    };
    entry(tr("queue, then run"), [&](const QRect &box) {
        painter->fillRect(QRect(box.left(), box.center().y(), box.width() / 3, 2), t.text3);
        painter->fillRect(box.adjusted(box.width() / 3, 0, 0, 0), t.allocated);
    });
    entry(tr("own median"), [&](const QRect &box) { painter->fillRect(box.adjusted(0, -3, 0, 3), t.idle); });
    entry(tr("forecast"), [&](const QRect &box) {
        painter->setPen(QPen(t.runMark, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(box.adjusted(0, 0, -1, -1));
    });
    entry(tr("try lost"), [&](const QRect &box) {
        painter->setPen(t.warnMark);
        painter->setBrush(t.warnTint);
        painter->drawRect(box.adjusted(0, 0, -1, -1));
        painter->setBrush(Qt::NoBrush);
    });
    entry(tr("done after a retry"), [&](const QRect &box) {
        const int side = theme->px(8);
        const QRect cell(box.right() - side, box.center().y() - side / 2, side, side);
        painter->setPen(t.line);
        painter->setBrush(t.idle);
        painter->drawRect(cell);
        painter->setBrush(Qt::NoBrush);
        painter->fillRect(cell.adjusted(3, 3, -2, -2), t.warnMark);
    });
    for (const auto &[word, text] :
         std::array{ std::pair{ u"failed"_s, tr("failed") }, std::pair{ u"blocked"_s, tr("blocked") } }) {
        entry(text, [&, glyph = glyphFor(word)](const QRect &box) {
            const int side = theme->px(glyphSize);
            painter->setRenderHint(QPainter::Antialiasing);
            paintGlyph(painter, QRectF(box.right() - side, box.center().y() - side / 2, side, side), glyph);
            painter->setRenderHint(QPainter::Antialiasing, false);
        });
    }
}

} // namespace ui
