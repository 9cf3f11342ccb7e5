// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pooltools.h"

#include "models/verbs/pools/retireverb.h"
#include "ui/pools/scaledialog.h"
#include "ui/style/icons.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

PoolTools::PoolTools(PageContext context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

const pools::Pool *PoolTools::pool(const QString &name) const
{
    return m_picture ? m_picture->pool(name) : nullptr;
}

void PoolTools::plan(const actions::Request &request)
{
    if (m_context.navigator)
        m_context.navigator->plan(request);
}

void PoolTools::scale(const QString &name, int by)
{
    const pools::Pool *const shown = pool(name);
    if (!shown || !shown->isGroup())
        return;
    const bool hasSpot = std::ranges::any_of(
        m_picture->pools, [](const pools::Pool &each) { return each.kind == pools::Pool::Kind::Spot; });
    const config::StackConfig &stack = m_context.stack->config();
    auto *dialog = new ScaleDialog({ stack.name, stack.tier }, *shown, by, hasSpot, qobject_cast<QWidget *>(parent()));
    connect(dialog, &ScaleDialog::planRequested, this, &PoolTools::plan);
    dialog->show();
}

void PoolTools::scaleIn(const QString &name)
{
    if (const pools::Pool *const shown = pool(name))
        scale(name, -std::max(1, std::min(shown->idle, shown->wanted.value_or(0) - shown->min)));
}

void PoolTools::cycle(const QString &name)
{
    plan(verbs::RetireVerb::cycle(name, 1, 30s));
}

void PoolTools::stop(const QString &name)
{
    plan(verbs::RetireVerb::stop(name));
}

void PoolTools::fillMenu(QMenu *menu, const QString &name)
{
    const pools::Pool *const shown = pool(name);
    if (!shown || !m_context.stack->aws() || shown->kind == pools::Pool::Kind::Outside)
        return;
    menu->addSeparator();
    if (!shown->isGroup()) {
        menu->addAction(icon(u"stop"_s), tr("Stop instances…"), this, [this, name] { stop(name); });
        return;
    }
    menu->addAction(icon(u"grow"_s), tr("Grow…"), this, [this, name] { scale(name, 1); });
    menu->addSeparator(); // what takes machines away: apart
    menu->addAction(icon(u"shrink"_s), tr("Shrink…"), this, [this, name] { scaleIn(name); });
    menu->addAction(icon(u"restart"_s), tr("Cycle…"), this, [this, name] { cycle(name); });
}

void PoolTools::fillMachineMenu(QMenu *menu, const QString &name, const QStringList &instances)
{
    const pools::Pool *const shown = pool(name);
    if (!shown || !m_context.stack->aws() || instances.isEmpty())
        return;
    const auto count = instances.size();
    menu->addSeparator();
    if (!shown->isGroup()) {
        menu->addAction(icon(u"stop"_s), count == 1 ? tr("Stop…") : tr("Stop %1 machines…").arg(count), this,
                        [this, name, instances] { plan(verbs::RetireVerb::stop(name, instances)); });
        return;
    }
    menu->addAction(icon(u"restart"_s), count == 1 ? tr("Replace…") : tr("Replace %1 machines…").arg(count), this,
                    [this, name, instances] { plan(verbs::RetireVerb::terminate(name, instances, true)); });
    menu->addAction(icon(u"shrink"_s),
                    count == 1 ? tr("Terminate and shrink by one…") : tr("Terminate and shrink by %1…").arg(count),
                    this, [this, name, instances] { plan(verbs::RetireVerb::terminate(name, instances, false)); });
}

} // namespace ui
