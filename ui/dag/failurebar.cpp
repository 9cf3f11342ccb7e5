// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/failurebar.h"

#include "ui/common/glyphlabel.h"
#include "ui/common/labels.h"
#include "ui/shell/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

FailureBar::FailureBar(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(this))
    , m_title(new TokenLabel(&Tokens::text, &Theme::uiFont, this))
    , m_message(new ElidedLabel(this))
    , m_log(new QPushButton(ui::icon(u"logs"_s), tr("Open log"), this))
    , m_show(new QPushButton(ui::icon(u"night"_s), tr("Show node"), this))
    , m_job(new QPushButton(ui::icon(u"jobs"_s), tr("Open job"), this))
    , m_unblock(new QPushButton(ui::icon(u"mark"_s), tr("Unblock…"), this))
    , m_clear(new QPushButton(ui::icon(u"clear"_s), {}, this))
{
    setObjectName(u"nightFailure"_s);
    m_glyph->setWord(u"failed"_s);
    m_title->setBold(true);
    m_log->setObjectName(u"nightOpenLog"_s);
    m_log->setToolTip(tr("What it wrote at last (L)"));
    m_show->setObjectName(u"nightShowFailure"_s);
    m_show->setToolTip(tr("Its box in the graph (F)"));
    m_job->setObjectName(u"nightOpenJob"_s);
    m_unblock->setObjectName(u"nightUnblock"_s);
    m_unblock->setToolTip(tr("Mark it as success and clear what it alone has blocked"));
    m_clear->setObjectName(u"nightClear"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->addWidget(m_glyph);
    layout->addWidget(m_title);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_log);
    layout->addWidget(m_show);
    layout->addWidget(m_job);
    layout->addWidget(m_unblock);
    layout->addWidget(m_clear);
    connect(m_log, &QPushButton::clicked, this,
            [this] { emit linkClicked(u"log/node/"_s + QString::fromUtf8(m_node)); });
    connect(m_show, &QPushButton::clicked, this, [this] { emit nodeRequested(m_node); });
    connect(m_job, &QPushButton::clicked, this, [this] { emit linkClicked(m_jobPath); });
    connect(m_unblock, &QPushButton::clicked, this, &FailureBar::unblockRequested);
    connect(m_clear, &QPushButton::clicked, this, &FailureBar::clearRequested);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        m_log->setIcon(ui::icon(u"logs"_s));
        m_show->setIcon(ui::icon(u"night"_s));
        m_job->setIcon(ui::icon(u"jobs"_s));
        m_unblock->setIcon(ui::icon(u"mark"_s));
        m_clear->setIcon(ui::icon(u"clear"_s));
        update();
    });
    hide();
}

void FailureBar::setCanClear(bool can)
{
    m_canClear = can;
}

void FailureBar::setView(const NightViewPtr &view)
{
    setVisible(view && !view->failures.empty());
    if (isHidden())
        return;
    const dag::Failure &first = view->failures.front();
    const auto n = static_cast<size_t>(first.node);
    const dag::Node &node = view->night->graph->nodes[n];
    const dag::NodeRun &run = view->night->nodes[n];
    m_node = node.id.toUtf8();
    m_jobPath = node.job.isEmpty() ? QString() : u"job/"_s + QString::fromUtf8(node.job);
    showJob();
    m_clear->setVisible(m_canClear);
    const std::array nodes{ first.node };
    const auto below = dag::indicesOf(view->structure->descendants(nodes)).size(); // blocked or not: all are cleared
    m_clear->setText(below == 0 ? tr("Clear…") : tr("Clear with %1 downstream…").arg(below));
    const auto others = view->failures.size() - 1;
    m_unblock->setVisible(m_canClear && below > 0);
    m_title->setText(others == 0 ? tr("First real failure: %1").arg(node.label)
                                 : tr("First of %1 real failures: %2").arg(others + 1).arg(node.label));
    const auto follow = first.cascade.size();
    QStringList parts;
    if (!run.message.isEmpty())
        parts << run.message;
    parts << (follow == 0       ? tr("nothing follows")
                  : follow == 1 ? tr("1 node follows")
                                : tr("%1 nodes follow").arg(follow));
    m_message->setText(parts.join(u" · "_s));
}

void FailureBar::showJob()
{
    constexpr int narrow = 1160; // design px
    m_job->setVisible(!m_jobPath.isEmpty() && width() >= Theme::instance()->px(narrow));
}

void FailureBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showJob();
}

void FailureBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.failTint);
    painter.fillRect(QRect(0, 0, width(), 1), t.failMark);
}

} // namespace ui
