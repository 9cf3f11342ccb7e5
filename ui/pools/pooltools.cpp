// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pooltools.h"

#include "models/core/format.h"
#include "models/pools/elsewhere.h"
#include "models/pools/rows/differencerows.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/processesverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/zonesverb.h"
#include "ui/common/consoledialog.h"
#include "ui/pools/cycledialog.h"
#include "ui/pools/launchdialog.h"
#include "ui/pools/scaledialog.h"
#include "ui/style/icons.h"
#include "ui/tablepage/holdmenu.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

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
    if (shown && shown->isGroup())
        openScale(*shown, by, {});
}

void PoolTools::openScale(const pools::Pool &shown, int by, const QString &note)
{
    const bool hasSpot = std::ranges::any_of(
        m_picture->pools, [](const pools::Pool &each) { return each.kind == pools::Pool::Kind::Spot; });
    const config::StackConfig &stack = m_context.stack->config();
    auto *dialog = new ScaleDialog({ stack.name, stack.tier }, shown, by, hasSpot, qobject_cast<QWidget *>(parent()));
    if (!note.isEmpty())
        dialog->setNote(note);
    connect(dialog, &ScaleDialog::planRequested, this, &PoolTools::plan);
    dialog->show();
}

bool PoolTools::canTryElsewhere(const QString &name) const
{
    const pools::Pool *const shown = pool(name);
    return shown && shown->refusal
        && (!pools::furtherZones(*shown).isEmpty() || !pools::elsewhere(*m_picture, *shown).isEmpty());
}

void PoolTools::fillElsewhere(QMenu *menu, const pools::Pool &refused)
{
    const int missing = refused.wanted.value_or(0) - refused.launched;
    const QString note = tr("%1 goes on asking for the %2 it is refused in %3: shrink it by as many once these have "
                            "come.")
                             .arg(refused.name, core::formatCount(missing), refused.refusal->error.zone);
    for (const pools::Pool &other : pools::elsewhere(*m_picture, refused)) {
        const int by = std::min(missing, other.max - other.wanted.value_or(0));
        menu->addAction(icon(u"grow"_s),
                        tr("Grow %1 by %2, in %3…").arg(other.name).arg(by).arg(other.zones.join(u", "_s)), this,
                        [this, other, by, note] { openScale(other, by, note); });
    }
    if (const QStringList zones = pools::furtherZones(refused); !zones.isEmpty()) {
        menu->addAction(icon(u"pools"_s), tr("Let %1 launch in %2, too…").arg(refused.name, zones.join(u", "_s)), this,
                        [this, name = refused.name, zones] { plan(verbs::ZonesVerb::request(name, zones)); });
    }
}

void PoolTools::tryElsewhere(const QString &name, const QPoint &place)
{
    if (!canTryElsewhere(name))
        return;
    auto *menu = new QMenu(qobject_cast<QWidget *>(parent()));
    menu->setObjectName(u"poolElsewhere"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillElsewhere(menu, *pool(name));
    if (menu->actions().size() > 1) {
        menu->popup(place);
    } else {
        menu->actions().constFirst()->trigger();
        menu->deleteLater();
    }
}

bool PoolTools::canLaunch(const QString &name) const
{
    const auto &aws = m_context.stack->config().aws;
    if (!aws || !m_context.stack->aws())
        return false;
    return name.isEmpty() ? !aws->launches.isEmpty() : aws->launches.contains(name);
}

void PoolTools::launch(const QString &name)
{
    if (!canLaunch(name))
        return;
    const config::StackConfig &stack = m_context.stack->config();
    auto *dialog = new LaunchDialog({ stack.name, stack.tier }, *stack.aws, name, qobject_cast<QWidget *>(parent()));
    connect(dialog, &LaunchDialog::planRequested, this, &PoolTools::plan);
    dialog->show();
}

void PoolTools::scaleIn(const QString &name)
{
    if (const pools::Pool *const shown = pool(name))
        scale(name, -std::max(1, std::min(shown->idle, shown->wanted.value_or(0) - shown->min)));
}

bool PoolTools::canResume(const QString &name) const
{
    const pools::Pool *const shown = pool(name);
    return shown && !shown->suspended.isEmpty() && m_context.stack->aws();
}

void PoolTools::resume(const QString &name)
{
    if (canResume(name))
        plan(verbs::ProcessesVerb::resume(name, pool(name)->suspended));
}

void PoolTools::cycle(const QString &name)
{
    const pools::Pool *const shown = pool(name);
    if (!shown || !shown->isGroup())
        return;
    const config::StackConfig &stack = m_context.stack->config();
    auto *dialog = new CycleDialog({ stack.name, stack.tier }, *shown, qobject_cast<QWidget *>(parent()));
    connect(dialog, &CycleDialog::planRequested, this, &PoolTools::plan);
    dialog->show();
}

void PoolTools::stop(const QString &name)
{
    plan(verbs::RetireVerb::stop(name));
}

void PoolTools::release(const QString &name, const QStringList &instances)
{
    actOrPlan(m_context.navigator, verbs::HoldVerb::release(name, instances), instances.size());
}

QString PoolTools::dearestUnneeded(const QString &name) const
{
    for (const pools::Difference &difference : m_picture->differencesOf(name)) { // the dearest first
        if (difference.isUnneeded())
            return pools::keyOf(difference);
    }
    return {};
}

std::optional<verbs::Remedy> PoolTools::remedyFor(const QString &key) const
{
    if (!m_context.stack->aws())
        return std::nullopt;
    const auto found = std::ranges::find(m_picture->differences, key, &pools::keyOf);
    return found == m_picture->differences.end() ? std::nullopt : verbs::remedyOf(*found, *m_picture);
}

void PoolTools::remedy(const QString &key)
{
    if (const auto found = remedyFor(key))
        plan(found->request);
}

void PoolTools::showConsole(const QString &instance)
{
    ConsoleDialog::open(m_context.stack, instance, qobject_cast<QWidget *>(parent()));
}

void PoolTools::fillDifferenceMenu(QMenu *menu, const QString &key)
{
    const auto it = std::ranges::find(m_picture->differences, key, &pools::keyOf);
    const bool isSilent = it != m_picture->differences.end() && it->kind == pools::Difference::Kind::NeverRegistered;
    if (isSilent && m_context.stack->aws()) {
        menu->addAction(icon(u"logs"_s), tr("Console output"), this,
                        [this, instance = it->instance] { showConsole(instance); });
    }
    const auto found = remedyFor(key);
    if (!found)
        return;
    menu->addSeparator();
    menu->addAction(icon(found->icon), found->label, this, [this, key] { remedy(key); });
}

void PoolTools::fillMenu(QMenu *menu, const QString &name)
{
    const pools::Pool *const shown = pool(name);
    if (!shown || !m_context.stack->aws() || shown->kind == pools::Pool::Kind::Outside)
        return;
    menu->addSeparator();
    if (canTryElsewhere(name))
        fillElsewhere(menu, *shown);
    if (canLaunch(name))
        menu->addAction(icon(u"grow"_s), tr("Start instances…"), this, [this, name] { launch(name); });
    if (!shown->isGroup()) {
        menu->addAction(icon(u"stop"_s), tr("Stop instances…"), this, [this, name] { stop(name); });
        return;
    }
    menu->addAction(icon(u"grow"_s), tr("Grow…"), this, [this, name] { scale(name, 1); });
    if (canResume(name)) {
        menu->addAction(icon(u"play"_s), tr("Resume %1…").arg(shown->suspended.join(u", "_s)), this,
                        [this, name] { resume(name); });
    }
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
    if (count == 1) {
        menu->addAction(icon(u"logs"_s), tr("Console output"), this,
                        [this, instance = instances.first()] { showConsole(instance); });
    }
    addMachineHolds(menu, m_context, name, instances);
    menu->addAction(icon(u"play"_s), tr("Release"), this, [this, name, instances] { release(name, instances); });
    menu->addSeparator(); // what takes machines away: apart
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
