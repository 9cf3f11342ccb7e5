// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodechainbar.h"

#include "models/pools/board.h"
#include "ui/shell/paintedbutton.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int barHeight = 62; ///< design px

} // namespace

/// One link of the chain, three lines: what it is, its name, how it stands.
class ChainCell final : public PaintedButton
{
public:
    ChainCell(nodechain::Kind kind, QWidget *parent)
        : PaintedButton(parent)
        , m_kind(kind)
    {
        setObjectName(u"nodeChain-%1"_s.arg(static_cast<int>(kind) + 1));
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setLink({ kind, {}, {}, {}, {} });
    }

    QSize sizeHint() const override { return { Theme::instance()->px(120), Theme::instance()->px(barHeight) }; }

    void setLink(const nodechain::Link &link)
    {
        m_link = link;
        setEnabled(!link.path.isEmpty());
        const QString name = link.name.isEmpty() ? tr("none") : link.name;
        setAccessibleName(u"%1: %2, %3"_s.arg(nodechain::kindName(m_kind), name, link.detail));
        setToolTip(link.name.isEmpty() ? link.detail : link.name + u'\n' + link.detail);
        update();
    }

private:
    void paintContents(QPainter *painter) override
    {
        const Theme *theme = Theme::instance();
        const Tokens &t = theme->tokens();
        const bool isHere = m_kind == nodechain::Kind::Node;
        painter->fillRect(rect(), isHere ? t.selected : underMouse() && isEnabled() ? t.grid : t.panel);
        if (isHere)
            painter->fillRect(QRect(0, 0, width(), 2), t.focus);
        painter->fillRect(QRect(width() - 1, 0, 1, height()), t.line);
        const int pad = theme->px(8);
        const int line = theme->px(17);
        int top = theme->px(5);
        const auto write = [&](int left, const QString &text, const QColor &colour, Qt::TextElideMode mode) {
            painter->setPen(colour);
            const int room = width() - left - pad;
            painter->drawText(QRect(left, top, room, line), Qt::AlignVCenter | Qt::TextSingleLine,
                              painter->fontMetrics().elidedText(text, mode, room));
        };
        painter->setFont(theme->headingFont());
        const QString key = u"Alt+%1"_s.arg(static_cast<int>(m_kind) + 1);
        const int keyWidth = painter->fontMetrics().horizontalAdvance(key);
        const QString kind = nodechain::kindName(m_kind);
        const bool hasRoom = painter->fontMetrics().horizontalAdvance(kind) + keyWidth + 3 * pad < width();
        write(pad, kind, t.text2, Qt::ElideRight);
        if (hasRoom) {
            painter->setPen(t.text3);
            painter->drawText(QRect(0, top, width() - pad, line), Qt::AlignVCenter | Qt::AlignRight, key);
        }
        top += line;
        int left = pad;
        if (!m_link.glyph.isEmpty()) {
            const int side = theme->px(13);
            painter->setRenderHint(QPainter::Antialiasing);
            paintGlyph(painter, QRectF(left, top + (line - side) / 2.0, side, side), glyphFor(m_link.glyph));
            painter->setRenderHint(QPainter::Antialiasing, false);
            left += side + theme->px(5);
        }
        QFont font = theme->tableFont();
        font.setWeight(m_link.name.isEmpty() ? QFont::Normal : QFont::DemiBold);
        painter->setFont(font);
        write(left, m_link.name.isEmpty() ? tr("none") : m_link.name,
              m_link.path.isEmpty() ? t.text2
                  : isHere          ? t.text
                                    : t.link,
              Qt::ElideMiddle);
        top += line;
        painter->setFont(theme->tableFont());
        write(pad, m_link.detail, t.text2, Qt::ElideRight);
    }

    const nodechain::Kind m_kind;
    nodechain::Link m_link;
};

NodeChainBar::NodeChainBar(PageContext context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(u"nodeChain"_s);
    setAccessibleName(tr("From the node to its log"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 0, 0);
    row->setSpacing(0);
    for (size_t i = 0; i < nodechain::kinds; ++i) {
        const auto kind = static_cast<nodechain::Kind>(i);
        m_cells[i] = new ChainCell(kind, this);
        row->addWidget(m_cells[i], 1);
        connect(m_cells[i], &QAbstractButton::clicked, this, [this, kind] { openLink(kind); });
    }
    connect(m_context.stack->mesos(), &core::Store::snapshotChanged, this, &NodeChainBar::follow);
    if (m_context.stack->aurora())
        connect(m_context.stack->aurora(), &core::Store::snapshotChanged, this, &NodeChainBar::follow);
    connect(m_context.stack->poolBoard(), &core::Store::snapshotChanged, this, &NodeChainBar::follow);
    connect(&m_reading, &QFutureWatcherBase::finished, this, &NodeChainBar::onRead);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
    hide();
}

NodeChainBar::~NodeChainBar() = default;

void NodeChainBar::setNode(const dag::NightPtr &night, dag::NodeIndex node)
{
    const bool isOther = node != m_node || !m_night || !night || m_night->graph != night->graph;
    if (night == m_night && !isOther)
        return;
    m_night = night;
    m_node = night ? node : -1;
    setVisible(m_node >= 0);
    if (isOther)
        m_chain.reset();
    const QByteArray job = m_node >= 0 ? m_night->graph->nodes[static_cast<size_t>(m_node)].job : QByteArray();
    if (std::exchange(m_job, job) != job) {
        const auto key = aurora::JobKey::parse(QString::fromUtf8(job));
        m_watch = key && m_context.stack->aurora() ? m_context.stack->aurora()->watch(*key) : aurora::Store::Watch();
    }
    follow();
}

void NodeChainBar::setShown(bool shown)
{
    m_shown = shown;
    follow();
}

void NodeChainBar::follow()
{
    if (!m_shown || m_node < 0)
        return;
    m_again = m_reading.isRunning();
    if (m_again)
        return;
    nodechain::Sources sources;
    sources.night = m_night;
    sources.aurora = m_context.stack->aurora() ? m_context.stack->aurora()->snapshot() : nullptr;
    sources.mesos = m_context.stack->mesos()->snapshot();
    sources.pools = m_context.stack->poolBoard()->pools();
    sources.now = m_context.stack->clock().now();
    m_reading.setFuture(QtConcurrent::run([sources, node = m_node] { return nodechain::chainOf(sources, node); }));
}

void NodeChainBar::onRead()
{
    if (m_again)
        return follow(); // what came was of another moment, or of another node
    if (m_node < 0)
        return;
    m_chain = m_reading.result();
    for (size_t i = 0; i < nodechain::kinds; ++i)
        m_cells[i]->setLink((*m_chain)[i]);
    emit changed();
}

void NodeChainBar::openLink(nodechain::Kind kind)
{
    if (!m_chain || !m_context.navigator)
        return;
    const nodechain::Link &link = (*m_chain)[static_cast<size_t>(kind)];
    if (link.path.isEmpty())
        m_context.navigator->tell(tr("%1: %2.").arg(nodechain::kindName(kind), link.detail));
    else if (kind == nodechain::Kind::Log)
        m_context.navigator->open({ links::ObjectRef::Kind::Log, link.path.toUtf8() });
    else
        m_context.navigator->open(links::fromPath(link.path));
}

void NodeChainBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::instance()->tokens().line);
}

} // namespace ui
