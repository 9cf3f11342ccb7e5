// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/runchip.h"

#include "ui/style/glyphs.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHideEvent>
#include <QPainter>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pad = 8; ///< design px, as the next ones
constexpr int glyphSize = 13;
constexpr int gap = 6;

QFont bold()
{
    QFont font = Theme::instance()->uiFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QString separated(const QString &words)
{
    return words.isEmpty() ? QString() : u" · "_s + words;
}

} // namespace

RunChip::RunChip(dag::NightBoard *board, const core::Clock &clock, QWidget *parent)
    : PaintedButton(parent)
    , m_desk(NightDesk::of(board, clock))
    , m_board(board)
    , m_clock(clock)
{
    setObjectName(u"runChip"_s);
    if (parent)
        parent->installEventFilter(this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_desk, &NightDesk::viewChanged, this, &RunChip::refresh);
    connect(board, &core::Store::freshnessChanged, this, &RunChip::refresh);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
    refresh();
}

RunChip::~RunChip()
{
    if (m_desk)
        m_desk->setShown(this, false);
}

void RunChip::refresh()
{
    const NightViewPtr view = m_desk ? m_desk->view() : nullptr;
    const core::TimePoint old = m_board ? oldSinceOf(m_board->freshness()) : core::TimePoint{};
    m_line = view ? headlineOf(*view, m_clock.now(), old) : Headline();
    const QString all = m_line.what + separated(m_line.words);
    setWindowTitle(view ? taskBarWords(*view, m_clock.now(), old) : QString()); // see PageEntry::headline
    setAccessibleName(all.isEmpty() ? tr("Night: not read yet") : all);
    setFocusPolicy(all.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    setToolTip(view ? (QStringList(all) + forecastSentences(*view, m_clock.now(), old)).join(u'\n') : QString());
    fitHeader();
    updateGeometry();
    update();
}

/// Half a chip would only be stretched: it is whole, or as short as it can be.
void RunChip::fitHeader()
{
    const int whole = widthOf(m_line.what, separated(m_line.words));
    const bool isTight = parentWidget() && whole > parentWidget()->width() / 4;
    if (std::exchange(m_isTight, isTight) == isTight)
        return;
    updateGeometry();
    update();
}

bool RunChip::event(QEvent *event)
{
    if (event->type() == QEvent::ParentAboutToChange && parentWidget())
        parentWidget()->removeEventFilter(this);
    if (event->type() == QEvent::ParentChange && parentWidget()) {
        parentWidget()->installEventFilter(this);
        fitHeader();
    }
    return PaintedButton::event(event);
}

bool RunChip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        fitHeader();
    return PaintedButton::eventFilter(watched, event);
}

/// What must do where there is little room: until when something is to be done, or what it was.
QString RunChip::shortText(bool isRoomy) const
{
    return isRoomy || m_line.isOld || m_line.words.isEmpty() ? m_line.what : m_line.words;
}

int RunChip::widthOf(const QString &strong, const QString &plain) const
{
    const Theme *theme = Theme::instance();
    return theme->px(2 * pad + glyphSize + gap) + QFontMetrics(bold()).horizontalAdvance(strong)
        + QFontMetrics(theme->uiFont()).horizontalAdvance(plain) + 1;
}

QSize RunChip::sizeHint() const
{
    if (m_line.what.isEmpty())
        return { 0, 0 };
    if (m_isTight)
        return minimumSizeHint();
    return { widthOf(m_line.what, separated(m_line.words)), Theme::instance()->px(26) };
}

QSize RunChip::minimumSizeHint() const
{
    if (m_line.what.isEmpty())
        return { 0, 0 };
    return { widthOf(shortText(false), {}), Theme::instance()->px(26) };
}

void RunChip::paintContents(QPainter *painter)
{
    if (m_line.what.isEmpty())
        return;
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const QColor fill = m_line.isOld ? QColor()
        : m_line.isBad               ? t.failTint
        : m_line.isLate              ? t.warnTint
        : underMouse()               ? t.grid
                                     : QColor();
    if (m_line.isOld)
        drawHatch(painter, rect().adjusted(1, 1, -1, -1));
    drawBox(painter, rect(), fill,
            m_line.isOld        ? t.warnMark
                : m_line.isBad  ? t.failMark
                : m_line.isLate ? t.warnMark
                                : t.line);
    const double side = theme->px(glyphSize);
    double x = theme->px(pad);
    painter->setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, QRectF(x, (height() - side) / 2, side, side),
               glyphFor(m_line.isLate && !m_line.isBad ? u"warning"_s : m_line.glyph), m_line.isOld);
    x += side + theme->px(gap);
    const bool isRoomy = !m_isTight && width() >= sizeHint().width();
    painter->setPen(t.text);
    painter->setFont(bold());
    const QString strong = shortText(isRoomy);
    painter->drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, strong);
    if (!isRoomy)
        return;
    x += QFontMetrics(bold()).horizontalAdvance(strong);
    painter->setFont(theme->uiFont());
    painter->drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, separated(m_line.words));
}

void RunChip::showEvent(QShowEvent *event)
{
    m_desk->setShown(this, true);
    PaintedButton::showEvent(event);
}

void RunChip::hideEvent(QHideEvent *event)
{
    // Minimized, the window's title is still read in the task bar.
    if (m_desk && !event->spontaneous())
        m_desk->setShown(this, false);
    PaintedButton::hideEvent(event);
}

} // namespace ui
