// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/failurebar.h"

#include "ui/common/glyphlabel.h"
#include "ui/common/labels.h"
#include "ui/shell/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QMenu>
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
    , m_log(new QPushButton(tr("Open log"), this))
    , m_show(new QPushButton(tr("Show node"), this))
    , m_job(new QPushButton(tr("Open job"), this))
    , m_hold(new QPushButton(tr("Hold…"), this))
    , m_unblock(new QPushButton(tr("Unblock…"), this))
    , m_clear(new QPushButton(this))
{
    setObjectName(u"nightFailure"_s);
    m_glyph->setWord(u"failed"_s);
    m_title->setBold(true);
    m_log->setObjectName(u"nightFailureLog"_s);
    m_log->setToolTip(tr("Its log, at the first error (L opens it at its end)"));
    m_show->setObjectName(u"nightShowFailure"_s);
    m_show->setToolTip(tr("Its box in the graph (F)"));
    m_job->setObjectName(u"nightOpenJob"_s);
    m_hold->setObjectName(u"nightHold"_s);
    m_hold->setToolTip(tr("Keep the machines up on which it failed, until their logs are read"));
    m_hold->setMenu(new QMenu(m_hold));
    m_unblock->setObjectName(u"nightUnblock"_s);
    m_unblock->setToolTip(tr("Mark it as success and clear what it alone has blocked"));
    m_clear->setObjectName(u"nightClear"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->addWidget(m_glyph);
    layout->addWidget(m_title);
    layout->addWidget(m_message, 1);
    for (QPushButton *button : { m_log, m_show, m_job, m_hold })
        layout->addWidget(button);
    layout->addWidget(m_unblock);
    layout->addWidget(m_clear);
    connect(m_log, &QPushButton::clicked, this, [this] { emit logRequested(m_node); });
    connect(m_hold->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu *menu = m_hold->menu();
        menu->clear();
        emit holdsWanted(menu, m_jobPath.section(u'/', 1));
        if (menu->isEmpty())
            menu->addAction(tr("No machine it failed on is left that is not held already"))->setEnabled(false);
    });
    connect(m_show, &QPushButton::clicked, this, [this] { emit nodeRequested(m_node); });
    connect(m_job, &QPushButton::clicked, this, [this] { emit linkClicked(m_jobPath); });
    connect(m_unblock, &QPushButton::clicked, this, &FailureBar::unblockRequested);
    connect(m_clear, &QPushButton::clicked, this, &FailureBar::clearRequested);
    connect(Theme::instance(), &Theme::changed, this, &FailureBar::readTheme);
    readTheme();
    hide();
}

void FailureBar::readTheme()
{
    m_log->setIcon(ui::icon(u"logs"_s));
    m_show->setIcon(ui::icon(u"night"_s));
    m_job->setIcon(ui::icon(u"jobs"_s));
    m_hold->setIcon(ui::icon(u"hold"_s));
    m_unblock->setIcon(ui::icon(u"mark"_s));
    m_clear->setIcon(ui::icon(u"clear"_s));
    update();
}

void FailureBar::setCanHold(bool can)
{
    m_canHold = can;
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
    m_hold->setVisible(m_canHold && !m_jobPath.isEmpty());
    arrange();
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

void FailureBar::arrange()
{
    constexpr int roomy = 1180; // design px
    const bool isRoomy = width() >= Theme::instance()->px(roomy);
    m_show->setVisible(isRoomy); // F
    m_job->setVisible(isRoomy && !m_jobPath.isEmpty()); // Alt+2
}

void FailureBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FailureBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.failTint);
    painter.fillRect(QRect(0, 0, width(), 1), t.failMark);
}

} // namespace ui
