// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/stackoverview.h"

#include "models/tables/cellrows.h"
#include "ui/shell/layertext.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

using tables::Cell;
using tables::Kind;

constexpr auto agesEvery = 5s;
const QStringList layerNames{ u"Mesos"_s, u"Aurora"_s, u"Airflow"_s, u"AWS"_s };

const QList<tables::Column> &stackColumns()
{
    static const QList<tables::Column> columns{
        { u"stack"_s, StackOverview::tr("Stack"), {}, {}, Kind::Name, 170, 0, false },
        { u"frame"_s, StackOverview::tr("Frame"), {}, {}, Kind::Text, 110, 2, false },
        { u"mesos"_s, u"Mesos"_s, {}, {}, Kind::State, 130, 0, false },
        { u"aurora"_s, u"Aurora"_s, {}, {}, Kind::State, 130, 0, false },
        { u"airflow"_s, u"Airflow"_s, {}, {}, Kind::State, 130, 1, false },
        { u"aws"_s, u"AWS"_s, {}, {}, Kind::State, 130, 1, false },
        { u"ails"_s, StackOverview::tr("What ails it"), {}, {}, Kind::Text, 320, 3, false },
    };
    return columns;
}

tables::CellRows::Row rowOf(const stack::Stack &stack, bool isShown)
{
    const core::TimePoint now = stack.clock().now();
    const QList<stack::Layer> layers = stack.layers();
    const stack::Diagnosis diagnosis = stack.diagnosis();
    tables::CellRows::Row row;
    row.key = stack.name().toStdString();
    row.severity = diagnosis.ill ? tables::Severity::Warning : tables::Severity::None;
    row.cells = { Cell::words(isShown ? StackOverview::tr("%1, shown").arg(stack.name()) : stack.name()),
                  Cell::words(Theme::instance()->frame(stack.config().tier).word) };
    for (const QString &name : layerNames) {
        const auto layer = std::ranges::find(layers, name, &stack::Layer::name);
        row.cells.push_back(layer == layers.end()
                                ? Cell() // it has none of that kind
                                : Cell::state(chipWords(*layer, now), stack::stateWord(layer->state)));
    }
    row.cells.push_back(Cell::words(diagnosis.ill ? diagnosis.verdict : QString()));
    return row;
}

} // namespace

StackOverview::StackOverview(const PageContext &context, QWidget *parent)
    : Card(tr("All stacks"), u"stackOverview"_s, parent)
    , m_context(context)
    , m_table(new TableView(u"stacksTable"_s, context.stack->clock()))
{
    m_table->setAccessibleName(tr("all stacks"));
    m_table->tableModel()->setColumns(stackColumns());
    body()->addWidget(m_table);
    m_ages.setInterval(agesEvery);
    connect(&m_ages, &QTimer::timeout, this, &StackOverview::refresh);
    const auto enter = [this](const QByteArray &key) {
        if (m_context.navigator)
            m_context.navigator->showStack(QString::fromUtf8(key));
    };
    // Its page, and this with it, stays: another stack's page comes before it.
    connect(m_table, &TableView::opened, this, enter);
    m_table->setMenuHook([this, enter](QMenu *menu, const QByteArray &key) {
        menu->addSeparator();
        menu->addAction(icon(u"stack"_s), tr("Show %1").arg(QString::fromUtf8(key)), this,
                        [enter, key] { enter(key); });
    });
    if (m_context.navigator)
        connect(m_context.navigator, &Navigator::stacksChanged, this, &StackOverview::follow);
    hide(); // until it is known that there are several
}

void StackOverview::setShown(bool shown)
{
    if (!shown)
        return m_ages.stop();
    m_ages.start();
    follow();
}

void StackOverview::follow()
{
    const QList<stack::Stack *> stacks = m_context.navigator ? m_context.navigator->stacks() : QList<stack::Stack *>();
    for (const stack::Stack *each : stacks)
        connect(each, &stack::Stack::layersChanged, this, &StackOverview::refresh, Qt::UniqueConnection);
    const Theme *theme = Theme::instance();
    m_table->setFixedHeight(theme->px(28) + static_cast<int>(stacks.size()) * theme->rowHeight() + theme->px(4));
    setRemark(tr("%1; Enter shows one, what is unlocked here locks then").arg(stacks.size()));
    setVisible(stacks.size() > 1);
    refresh();
}

void StackOverview::refresh()
{
    if (!m_context.navigator || !m_ages.isActive())
        return;
    std::vector<tables::CellRows::Row> rows;
    for (const stack::Stack *each : m_context.navigator->stacks())
        rows.push_back(rowOf(*each, each == m_context.stack));
    m_table->setRows(std::make_shared<tables::CellRows>(stackColumns(), std::move(rows)));
}

} // namespace ui
