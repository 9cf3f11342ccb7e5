// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/jobpreview.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QScrollBar>

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

void JobPreview::fill(const QStringList &heads, const QList<QStringList> &rows)
{
    if (rows == m_rows && heads.size() == columnCount())
        return; // typing elsewhere must not move what is read here
    m_rows = rows;
    const Theme *theme = Theme::instance();
    const int scrolled = verticalScrollBar()->value();
    clear();
    setColumnCount(static_cast<int>(heads.size()));
    setHeaderLabels(heads);
    setIndentation(theme->px(10));
    QFont heading = theme->headingFont();
    QTreeWidgetItem *group = nullptr;
    for (const QStringList &row : rows) {
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
    setColumnWidth(0, theme->px(150));
    if (columnCount() == 3)
        setColumnWidth(1, theme->px(150));
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
