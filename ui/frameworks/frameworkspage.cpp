// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frameworks/frameworkspage.h"

#include "models/core/foldedsearch.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/frameworkrows.h"
#include "models/mesos/rows/rolerows.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "ui/common/labels.h"
#include "ui/frameworks/frameworkinspector.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;
using mesos::FrameworkPhase;

namespace ui {

namespace {

constexpr int mostRolesAtFirst = 12;

TablePageSetup frameworksSetup()
{
    const auto tr = [](const char *text) { return FrameworksPage::tr(text); };
    TablePageSetup setup;
    setup.key = u"frameworks"_s;
    setup.noun = tr("frameworks");
    setup.filterHint = tr("Filter frameworks");
    setup.emptyText = tr("No framework has ever registered with this master.");
    setup.noMatchText = tr("No framework matches `%1`.");
    setup.kind = links::ObjectRef::Kind::Framework;
    setup.sort = { { u"state"_s, Qt::AscendingOrder },
                   { u"inactive"_s, Qt::AscendingOrder },
                   { u"name"_s, Qt::AscendingOrder } };
    setup.groupColumns = { u"state"_s, u"role"_s, u"user"_s, u"host"_s };
    setup.quickFilters = { { tr("active"), u"state=active"_s, {} },
                           { tr("inactive"), u"state:inactive"_s, tr("Whose scheduler has gone or takes no offers") },
                           { tr("completed"), u"state=completed"_s, {} } };
    return setup;
}

/// Its scheduler is gone, and yet it holds something: the state operators look for (features R8).
bool isOrphan(const mesos::Framework &framework)
{
    const bool gone = framework.phase == FrameworkPhase::Disconnected || framework.phase == FrameworkPhase::Recovering;
    return gone && (framework.liveTasks > 0 || framework.used.cpus > 0 || framework.used.mem > 0);
}

QList<Findable> findFrameworks(const stack::Stack &stack, const QString &needle, int limit)
{
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    const std::string wanted = needle.toStdString();
    QList<Findable> found;
    if (!picture || wanted.empty())
        return found;
    for (const mesos::Framework &framework : picture->frameworks) {
        if (found.size() >= limit)
            return found;
        if (!core::containsFolded(picture->view(framework.name), wanted)
            && !core::containsFolded(picture->view(framework.id), wanted))
            continue;
        const std::string_view word = mesos::word(framework.phase);
        const QString said = core::toQString(word);
        found.append({ { links::ObjectRef::Kind::Framework, picture->string(framework.id).toUtf8() },
                       picture->string(framework.name),
                       FrameworksPage::tr("framework, %1, %2 tasks").arg(said).arg(framework.liveTasks),
                       said });
    }
    for (const mesos::Role &role : picture->roles) {
        if (found.size() >= limit)
            return found;
        if (core::containsFolded(picture->view(role.name), wanted))
            found.append({ { links::ObjectRef::Kind::Role, picture->string(role.name).toUtf8() },
                           picture->string(role.name),
                           FrameworksPage::tr("role"),
                           {} });
    }
    return found;
}

/// Only a framework whose scheduler is gone is torn down.
QList<ObjectAction> frameworkObjectActions(const stack::Stack &stack, const links::ObjectRef &ref)
{
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    if (!picture || ref.kind != links::ObjectRef::Kind::Framework)
        return {};
    const auto isMeant = [&](const mesos::Framework &each) { return picture->string(each.id).toUtf8() == ref.id; };
    const auto framework = std::ranges::find_if(picture->frameworks, isMeant);
    if (framework == picture->frameworks.end() || !isOrphan(*framework))
        return {};
    return { ObjectAction::planned(u"kill"_s, FrameworksPage::tr("Tear down %1…").arg(picture->string(framework->name)),
                                   verbs::TeardownVerb::request({ QString::fromUtf8(ref.id) })) };
}

/// Frameworks that hold resources without a scheduler.
Badge orphans(const stack::Stack &stack)
{
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    return picture ? Badge{ 0, static_cast<int>(std::ranges::count_if(picture->frameworks, isOrphan)) } : Badge();
}

} // namespace

FrameworksPage::FrameworksPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->mesos(), frameworksSetup(),
        [](const mesos::Snapshot &picture) { return mesos::frameworkRows(picture); }, parent)
    , m_inspector(new FrameworkInspector(pageContext.stack, this))
{
    m_inspector->hide();
    buildRoles();
    connect(m_inspector, &InspectorSheet::linkActivated, this, [this](const QString &path) {
        Navigator *navigator = context().navigator;
        if (!navigator)
            return;
        // The inspector also leads to pages with a filter: "tasks?framework-id=…".
        const qsizetype question = path.indexOf(u'?');
        if (question > 0)
            navigator->openFiltered(path.left(question), path.mid(question + 1));
        else
            navigator->open(links::fromPath(path));
    });
    connect(m_inspector, &FrameworkInspector::teardownRequested, this,
            [this](const QString &framework) { tearDown({ framework }); });
    connect(m_inspector, &InspectorSheet::lockedButtonClicked, this, [this](const QString &reason) {
        if (context().navigator)
            context().navigator->tell(reason);
    });
}

void FrameworksPage::buildRoles()
{
    const Theme *theme = Theme::instance();
    auto *pane = new QWidget(this);
    auto *title = new TokenLabel(&Tokens::text, &Theme::uiFont, pane);
    title->setText(tr("Roles"));
    title->setBold(true);
    m_rolesCount = new TokenLabel(&Tokens::text2, &Theme::tableFont, pane);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme->px(12), theme->px(6), theme->px(12), theme->px(6));
    head->setSpacing(theme->px(8));
    head->addWidget(title);
    head->addWidget(m_rolesCount);
    head->addStretch(1);
    m_roles = new TableView(u"rolesTable"_s, context().stack->clock(), pane);
    m_roles->setAccessibleName(tr("roles"));
    m_roles->setDefaultSort({ { u"cpus"_s, Qt::DescendingOrder }, { u"role"_s, Qt::AscendingOrder } });
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_roles, 1);
    addBelow(pane);

    connect(splitter(), &QSplitter::splitterMoved, this, [this] { m_heightIsUsers = true; });
    connect(m_roles, &TableView::linkClicked, this, [this](const QString &path) {
        if (context().navigator)
            context().navigator->open(links::fromPath(path));
    });
    connect(m_roles, &TableView::opened, this, [this](const QByteArray &role) {
        if (context().navigator)
            context().navigator->openFiltered(u"tasks"_s, u"role=\"%1\""_s.arg(QString::fromUtf8(role)));
    });
    connect(context().stack->mesos(), &mesos::Store::freshnessChanged, m_roles,
            [this] { m_roles->setOld(context().stack->mesos()->freshness().isOld()); });
}

void FrameworksPage::tearDown(const QStringList &frameworks)
{
    if (Navigator *navigator = context().navigator)
        navigator->plan(verbs::TeardownVerb::request(frameworks));
}

/// Where it is refused, as for the registered scheduler, the plan says why.
void FrameworksPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    QStringList frameworks;
    for (const QByteArray &each : table()->selectedKeys())
        frameworks << QString::fromUtf8(each);
    if (!frameworks.contains(QString::fromUtf8(key)))
        frameworks = { QString::fromUtf8(key) };
    menu->addSeparator();
    const auto count = frameworks.size();
    menu->addAction(icon(u"kill"_s), count == 1 ? tr("Tear down…") : tr("Tear down %1 frameworks…").arg(count), this,
                    [this, frameworks] { tearDown(frameworks); });
}

void FrameworksPage::pictureShown(const mesos::Snapshot &snapshot)
{
    // Roles are few: their rows are made here, in the moment their frameworks are shown.
    if (std::exchange(m_rolesPicture, snapshot) == snapshot)
        return;
    m_roles->setRows(mesos::roleRows(snapshot));
    const auto count = static_cast<qint64>(snapshot->roles.size());
    m_rolesCount->setText(count == 1 ? tr("1 role") : tr("%1 roles").arg(core::formatCount(count)));
    giveRolesTheirHeight();
}

QSplitter *FrameworksPage::splitter() const
{
    return findChild<QSplitter *>(u"frameworksSplitter"_s);
}

void FrameworksPage::giveRolesTheirHeight()
{
    if (m_heightIsUsers || !m_rolesPicture)
        return;
    const Theme *theme = Theme::instance();
    const int rows = std::clamp(static_cast<int>(m_rolesPicture->roles.size()), 2, mostRolesAtFirst);
    const int wanted = theme->px(30 + 24) + rows * theme->rowHeight() + theme->px(4);
    if (height() > 2 * wanted)
        splitter()->setSizes({ height() - wanted, wanted });
}

void FrameworksPage::resizeEvent(QResizeEvent *event)
{
    TablePage::resizeEvent(event);
    giveRolesTheirHeight();
}

bool FrameworksPage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind != links::ObjectRef::Kind::Role)
        return TablePage::reveal(ref);
    m_roles->setFocus(Qt::OtherFocusReason);
    return m_roles->select(ref.id) || !shownPicture();
}

QWidget *FrameworksPage::inspectorFor(const QByteArray &key)
{
    if (!shownPicture())
        return nullptr;
    m_inspector->showFramework(*shownPicture(), key);
    return m_inspector;
}

QString FrameworksPage::countsDetail(const mesos::State &state) const
{
    int active = 0;
    int completed = 0;
    int orphaned = 0;
    mesos::ResourceSum held;
    for (const mesos::Framework &framework : state.frameworks) {
        active += framework.phase == FrameworkPhase::Active ? 1 : 0;
        completed += framework.phase == FrameworkPhase::Completed ? 1 : 0;
        if (isOrphan(framework)) {
            ++orphaned;
            held += framework.used;
        }
    }
    QStringList parts{ tr("%1 active").arg(active) };
    if (orphaned > 0)
        parts << tr("%1 without scheduler, holding %2 cpus").arg(orphaned).arg(core::formatCpus(held.cpus));
    parts << tr("%1 completed").arg(completed);
    return parts.join(u", "_s);
}

QJsonObject FrameworksPage::saveMore() const
{
    return { { u"roles"_s, QString::fromUtf8(m_roles->saveColumns()) } };
}

void FrameworksPage::restoreMore(const QJsonObject &state)
{
    m_heightIsUsers = true; // the splitter has been restored
    m_roles->restoreColumns(state.value("roles"_L1).toString().toUtf8());
}

PageEntry frameworksPage()
{
    PageEntry entry;
    entry.key = u"frameworks"_s;
    entry.title = FrameworksPage::tr("Frameworks");
    entry.icon = u"frameworks"_s;
    entry.opens = { links::ObjectRef::Kind::Framework, links::ObjectRef::Kind::Role };
    entry.make = [](const PageContext &context, QWidget *parent) { return new FrameworksPage(context, parent); };
    entry.find = &findFrameworks;
    entry.actionsFor = &frameworkObjectActions;
    entry.badge = &orphans;
    return entry;
}

} // namespace ui
