// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activitystrip.h"

#include "models/core/format.h"
#include "ui/common/labels.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString howDataComes(const stack::Stack &stack)
{
    const core::Freshness &f = stack.mesos()->freshness();
    const core::TimePoint now = stack.clock().now();
    if (f.error && core::isKnown(f.nextTry) && f.nextTry > now)
        return ActivityStrip::tr("Mesos asked again in %1")
            .arg(core::formatSpan(f.nextTry - now + std::chrono::milliseconds(999)));
    if (stack.mesos()->health().streaming)
        return ActivityStrip::tr("streaming");
    return ActivityStrip::tr("polling every %1").arg(core::formatSpan(stack.config().policy.interval));
}

} // namespace

ActivityStrip::ActivityStrip(QWidget *parent)
    : QWidget(parent)
    , m_show(new LinkButton(tr("Show"), this))
    , m_way(new LinkButton({}, this))
{
    setObjectName(u"strip"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_show->setObjectName(u"stripShow"_s);
    m_way->setObjectName(u"stripWay"_s);
    m_show->hide();
    m_way->hide();
    connect(m_show, &QAbstractButton::clicked, this, [this] { emit actionShown(m_action.id); });
    connect(m_way, &QAbstractButton::clicked, this, [this] {
        if (!m_action.id.isEmpty())
            emit actionPressed(m_action.id);
        else if (m_work.cancel)
            m_work.cancel();
    });
    m_forget.setSingleShot(true);
    m_forget.setInterval(std::chrono::seconds(10));
    connect(&m_forget, &QTimer::timeout, this, [this] { tell({}); });
    connect(Theme::instance(), &Theme::changed, this, &ActivityStrip::relayout);
    relayout();
}

void ActivityStrip::setStack(stack::Stack *stack)
{
    if (m_stack) {
        disconnect(m_stack->history(), nullptr, this, nullptr);
        disconnect(m_stack->actions(), nullptr, this, nullptr);
    }
    m_stack = stack;
    if (m_stack) {
        connect(m_stack->actions(), &actions::ActionCenter::recordsChanged, this, &ActivityStrip::readActions);
        connect(m_stack->actions(), &actions::ActionCenter::recordChanged, this, &ActivityStrip::readActions);
        connect(m_stack->history(), &history::CapacityHistory::noticeChanged, this, [this] {
            setAccessibleName(left());
            update();
        });
    }
    readActions();
    refresh();
    update();
}

void ActivityStrip::readActions()
{
    StripAction action = m_stack ? stripAction(m_stack->actions()->records(), m_stack->clock().now()) : StripAction{};
    if (!action.isUnderWay && !m_work.name.isEmpty()) {
        action = {};
        action.glyph = u"running"_s;
        action.name = m_work.name;
        action.share = m_work.share;
        action.figure = m_work.figure;
        action.way = tr("Cancel");
        action.isUnderWay = true;
    }
    if (action == m_action)
        return;
    m_action = action;
    m_way->setText(action.way);
    setAccessibleName(left());
    placeLinks();
    update();
}

void ActivityStrip::showWork(const Work &work)
{
    m_work = work;
    readActions();
}

void ActivityStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeLinks();
}

QString ActivityStrip::notice() const
{
    if (!m_stack)
        return {};
    const QString journal = m_stack->actions()->notice();
    return journal.isEmpty() ? m_stack->history()->notice() : journal;
}

void ActivityStrip::setNarrow(bool narrow)
{
    m_narrow = narrow;
    relayout();
    refresh();
}

void ActivityStrip::relayout()
{
    setFixedHeight(Theme::instance()->px(m_narrow ? 20 : 24));
    update();
}

void ActivityStrip::tell(const QString &sentence)
{
    m_told = sentence;
    setAccessibleName(left());
    if (!sentence.isEmpty())
        m_forget.start();
    update();
}

QString ActivityStrip::left() const
{
    QStringList parts{ m_action.isUnderWay ? m_action.name : tr("No action running") };
    parts << m_action.words << m_action.figure << (m_told.isEmpty() ? notice() : m_told);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void ActivityStrip::refresh()
{
    readActions(); // seconds of a hold
    QStringList parts;
    if (m_stack) {
        if (!m_narrow)
            parts += howDataComes(*m_stack);
        parts += tr("%1 requests/s").arg(QLocale().toString(m_stack->requestRate(), 'f', 1));
    }
    parts += m_narrow ? core::zoneWithOffset() : tr("times in %1").arg(core::zoneWithOffset());
    const QString text = parts.join(u"  ·  "_s);
    if (text == m_right)
        return;
    m_right = text;
    placeLinks();
    update();
}

/// Where the words of an action end: what follows are its bar, its figure and its links.
void ActivityStrip::placeLinks()
{
    const Theme *theme = Theme::instance();
    m_show->setVisible(!m_action.id.isEmpty());
    m_way->setVisible(!m_action.way.isEmpty());
    int right = width() - theme->px(16) - QFontMetrics(theme->tableFont()).horizontalAdvance(m_right) - theme->px(10);
    for (LinkButton *link : { m_way, m_show }) {
        if (link->isHidden())
            continue;
        const QSize size = link->sizeHint();
        right -= size.width();
        link->setGeometry(right, (height() - size.height()) / 2, size.width(), size.height());
        right -= theme->px(10);
    }
    m_wordsEnd = right;
}

void ActivityStrip::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.line);
    painter.drawLine(0, 0, width(), 0);
    const QRect inner = rect().adjusted(theme->px(10), 1, -theme->px(10), 0);
    const QFont plain = theme->tableFont();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(plain);
    painter.setPen(t.text2);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, m_right);
    int x = inner.x();
    const auto draw = [&](const QString &words, const QFont &font, const QColor &colour) {
        if (words.isEmpty() || x >= m_wordsEnd)
            return;
        painter.setFont(font);
        painter.setPen(colour);
        const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, m_wordsEnd - x);
        painter.drawText(QRect(x, inner.y(), m_wordsEnd - x, inner.height()), Qt::AlignVCenter, shown);
        x += painter.fontMetrics().horizontalAdvance(shown) + theme->px(8);
    };
    if (m_action.isUnderWay) {
        const int side = theme->px(13);
        paintGlyph(&painter, QRectF(x, (height() - side) / 2.0, side, side), glyphFor(m_action.glyph));
        x += side + theme->px(6);
    }
    draw(m_action.isUnderWay ? m_action.name : tr("No action running"), bold, t.text);
    const QString said = m_told.isEmpty() ? notice() : m_told;
    if (!said.isEmpty()) {
        draw(u"· "_s + said, plain, m_told.isEmpty() ? t.warnWord : t.text2);
        return;
    }
    draw(m_action.isUnderWay || m_action.words.isEmpty() ? m_action.words : u"· "_s + m_action.words, plain, t.text2);
    const int bar = theme->px(120);
    if (m_action.share >= 0 && x + bar < m_wordsEnd) {
        const QRect box(x, (height() - theme->px(7)) / 2, bar, theme->px(7));
        painter.fillRect(box, t.base);
        painter.fillRect(QRect(box.topLeft(), QSize(static_cast<int>(bar * m_action.share), box.height())),
                         t.allocated);
        painter.setPen(t.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0, 0, -1, -1));
        x += bar + theme->px(8);
    }
    draw(m_action.figure, plain, t.text2);
}

} // namespace ui
