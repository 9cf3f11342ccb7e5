// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chainbar.h"

#include "models/links/address.h"
#include "ui/common/labels.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

constexpr int widestName = 170; ///< design px

} // namespace

QString chainWord(Kind kind)
{
    switch (kind) {
    case Kind::Node:
        return ChainBar::tr("Node");
    case Kind::Job:
        return ChainBar::tr("Job");
    case Kind::Instance:
        return ChainBar::tr("Instance");
    case Kind::Task:
        return ChainBar::tr("Task");
    case Kind::Agent:
        return ChainBar::tr("Agent");
    case Kind::Machine:
        return ChainBar::tr("Machine");
    case Kind::Pool:
        return ChainBar::tr("Pool");
    case Kind::Log:
        return ChainBar::tr("Log");
    default:
        return {};
    }
}

QString chainIcon(Kind kind)
{
    switch (kind) {
    case Kind::Node:
        return u"night"_s;
    case Kind::Job:
    case Kind::Instance:
        return u"jobs"_s;
    case Kind::Task:
        return u"tasks"_s;
    case Kind::Agent:
        return u"agents"_s;
    case Kind::Log:
        return u"logs"_s;
    default:
        return u"pools"_s;
    }
}

ChainBar::ChainBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    setObjectName(u"chainBar"_s);
    setAccessibleName(tr("What it belongs together with"));
    const Theme *theme = Theme::instance();
    m_row->setContentsMargins(theme->px(10), theme->px(2), theme->px(10), theme->px(2));
    m_row->setSpacing(theme->px(2));
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_object.isValid()) // else it was of an object that is not looked at any more
            take(m_watcher.result());
        look();
    });
    connect(theme, &Theme::changed, this, &ChainBar::fit);
    hide();
}

void ChainBar::showObject(const stack::Stack *stack, const links::ObjectRef &object)
{
    m_object = stack ? object : links::ObjectRef();
    m_pictures = stack ? chain::picturesOf(*stack) : chain::Pictures();
    if (!m_object.isValid())
        return take({});
    look();
}

/// One look at a time; what was asked meanwhile is looked up after it.
void ChainBar::look()
{
    if (!m_object.isValid() || m_watcher.isRunning() || !m_pictures.mesos)
        return;
    m_watcher.setFuture(QtConcurrent::run(
        [pictures = std::exchange(m_pictures, {}), object = m_object] { return chain::of(pictures, object); }));
}

void ChainBar::take(const QList<chain::Link> &links)
{
    QList<chain::Link> firsts;
    for (const chain::Link &link : links) {
        if (firsts.isEmpty() || firsts.last().ref.kind != link.ref.kind)
            firsts.append(link);
    }
    if (firsts == m_links)
        return;
    m_links = firsts;
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const chain::Link &link : std::as_const(m_links)) {
        if (m_row->count() > 0)
            m_row->addWidget(new TokenLabel(&Tokens::text3, &Theme::tableFont, this));
        auto *button = new LinkButton(chainWord(link.ref.kind), this);
        button->setToolTip(chainWord(link.ref.kind) + u' ' + link.text);
        button->setAccessibleName(button->toolTip());
        connect(button, &LinkButton::clicked, this, [this, ref = link.ref] { emit chosen(ref); });
        m_row->addWidget(button);
    }
    m_row->addStretch(1);
    for (auto *arrow : findChildren<TokenLabel *>())
        arrow->setText(u"›"_s);
    setVisible(m_links.size() > 1); // an object alone leads nowhere
    fit();
}

void ChainBar::fit()
{
    const QFontMetrics metrics(Theme::instance()->tableFont());
    const int most = Theme::instance()->px(widestName);
    const QList<LinkButton *> buttons = findChildren<LinkButton *>();
    QStringList whole;
    int width_ = 0;
    for (const chain::Link &link : std::as_const(m_links)) {
        // An instance or log is named by what stands before it.
        const bool named = link.ref.kind != Kind::Log && link.ref.kind != Kind::Task;
        const QString name = named ? u' ' + metrics.elidedText(link.text, Qt::ElideMiddle, most) : QString();
        whole.append(chainWord(link.ref.kind) + name);
        width_ += metrics.horizontalAdvance(whole.last()) + Theme::instance()->px(24);
    }
    for (qsizetype i = 0; i < std::min(buttons.size(), m_links.size()); ++i) {
        buttons[i]->setText(width_ <= width() ? whole[i] : chainWord(m_links[i].ref.kind));
        buttons[i]->updateGeometry();
    }
}

void ChainBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ChainBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::instance()->tokens().grid);
    painter.drawLine(0, 0, width(), 0);
}

void addGoToMenu(QMenu *menu, const PageContext &context, const links::ObjectRef &object)
{
    if (!context.navigator || !object.isValid())
        return;
    const QString address = links::toLink({ context.stack->name(), object });
    menu->addAction(icon(u"link"_s), ChainBar::tr("Copy link"), context.navigator,
                    [navigator = context.navigator, address] {
                        QGuiApplication::clipboard()->setText(address);
                        navigator->tell(ChainBar::tr("Copied %1.").arg(address));
                    });
    const QList<chain::Link> all = chain::of(chain::picturesOf(*context.stack), object);
    if (all.size() < 2)
        return;
    QMenu *sub = menu->addMenu(icon(u"link"_s), ChainBar::tr("Go to"));
    sub->setObjectName(u"goTo"_s);
    for (const chain::Link &link : all) {
        if (link.ref == object)
            continue;
        sub->addAction(icon(chainIcon(link.ref.kind)), chainWord(link.ref.kind) + u' ' + link.text, context.navigator,
                       [navigator = context.navigator, ref = link.ref] { navigator->open(ref); });
    }
}

} // namespace ui
