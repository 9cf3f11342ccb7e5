// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/jobpreview.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

JobPreview::JobPreview(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"jobPreview"_s);
    setAccessibleName(tr("Resulting job"));
    setRootIsDecorated(false);
    setUniformRowHeights(false);
    setWordWrap(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(true);
    connect(Theme::instance(), &Theme::changed, this, &JobPreview::build); // rows keep the colours they were made with
}

void JobPreview::showFacts(const QList<jobs::Fact> &facts)
{
    QList<QStringList> rows;
    for (const jobs::Fact &fact : facts)
        rows << QStringList{ fact.group, fact.name, fact.value };
    fill({ tr("Fact"), tr("Value") }, rows);
}

void JobPreview::showChanges(const QList<jobs::Change> &changes)
{
    QList<QStringList> rows;
    for (const jobs::Change &change : changes)
        rows << QStringList{ change.group, change.name, change.before.isNull() ? tr("–") : change.before,
                             change.after.isNull() ? tr("taken out") : change.after };
    if (rows.isEmpty())
        rows << QStringList{ tr("Nothing is changed yet."), {}, {}, {} };
    fill({ tr("Fact"), tr("Before"), tr("After") }, rows);
}

void JobPreview::showDifferences(const QList<jobs::Change> &differences, const QString &one, const QString &other)
{
    QList<QStringList> rows;
    for (const jobs::Change &fact : differences)
        rows << QStringList{ fact.group, fact.name, fact.before.isNull() ? tr("–") : fact.before,
                             fact.after.isNull() ? tr("–") : fact.after };
    fill({ tr("Fact"), one, other }, rows);
}

void JobPreview::fill(const QStringList &heads, const QList<QStringList> &rows)
{
    if (rows == m_rows && heads == m_heads)
        return; // typing elsewhere must not move what is read here
    m_rows = rows;
    m_heads = heads;
    build();
}

void JobPreview::build()
{
    const Theme *theme = Theme::instance();
    const int scrolled = verticalScrollBar()->value();
    clear();
    setColumnCount(static_cast<int>(m_heads.size()));
    setHeaderLabels(m_heads);
    setIndentation(theme->px(10));
    QFont heading = theme->headingFont();
    QTreeWidgetItem *group = nullptr;
    for (const QStringList &row : std::as_const(m_rows)) {
        if (!group || group->text(0) != row[0]) {
            group = new QTreeWidgetItem(this, QStringList{ row[0] });
            group->setFirstColumnSpanned(true);
            group->setFont(0, heading);
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        if (row.size() > 1 && !row[1].isEmpty()) {
            auto *item = new QTreeWidgetItem(group, row.sliced(1));
            item->setForeground(0, theme->tokens().text2);
            item->setTextAlignment(0, Qt::AlignLeft | Qt::AlignTop);
            for (int column = 1; column < columnCount(); ++column) {
                item->setTextAlignment(column, Qt::AlignLeft | Qt::AlignTop);
                item->setToolTip(column, item->text(column));
            }
            item->setData(0, Qt::AccessibleTextRole, row.sliced(1).join(u", "_s));
        }
    }
    expandAll();
    resizeColumnToContents(0); // names are never cut for the sake of empty room
    setColumnWidth(0, std::clamp(columnWidth(0), theme->px(150), theme->px(240)));
    if (columnCount() == 3) { // as wide as what is compared is named
        resizeColumnToContents(1);
        const int named = header()->sectionSizeHint(1);
        setColumnWidth(1, std::clamp(std::max(columnWidth(1), named), theme->px(150), theme->px(320)));
    }
    verticalScrollBar()->setValue(scrolled);
}

QString JobPreview::asText() const
{
    QStringList lines;
    for (const QStringList &row : m_rows)
        lines << row.join(u" | "_s);
    return lines.join(u'\n');
}

} // namespace ui
