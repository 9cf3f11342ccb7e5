// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tablepage/pagetools.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// A tool button with an icon that follows the theme.
QToolButton *makeButton(const QString &name, const QString &iconName, const QString &words, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setToolTip(words);
    button->setAccessibleName(words);
    const auto paint = [button, iconName] { button->setIcon(icon(iconName)); };
    QObject::connect(Theme::instance(), &Theme::changed, button, paint);
    paint();
    return button;
}

} // namespace

// QuickFilters -----------------------------------------------------------------------------------------------------

QuickFilters::QuickFilters(const QList<QuickFilter> &filters, FilterBar *bar, QWidget *parent)
    : QWidget(parent)
    , m_filters(filters)
    , m_more(new QToolButton(this))
    , m_bar(bar)
{
    setObjectName(u"quickFilters"_s);
    for (qsizetype i = 0; i < filters.size(); ++i) {
        auto *chip = new QToolButton(this);
        chip->setObjectName(u"quick-"_s + filters[i].label);
        chip->setText(filters[i].label);
        chip->setCheckable(true);
        chip->setToolTip(filters[i].toolTip.isEmpty() ? filters[i].term : filters[i].toolTip);
        m_chips.append(chip);
        connect(chip, &QToolButton::clicked, this, [this, i](bool on) { choose(i, on); });
    }
    m_more->setObjectName(u"quickMore"_s);
    m_more->setText(u"…"_s);
    m_more->setToolTip(tr("Further filters"));
    m_more->setAccessibleName(tr("Further filters"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &QuickFilters::fillMenu);
    connect(bar, &QLineEdit::textChanged, this, &QuickFilters::follow);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        arrange();
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    follow();
    arrange();
}

int QuickFilters::widthOf(qsizetype chips) const
{
    int width = 0;
    for (qsizetype i = 0; i < chips; ++i)
        width += m_chips[i]->sizeHint().width() + (i > 0 ? Theme::instance()->px(4) : 0);
    return width;
}

QSize QuickFilters::sizeHint() const
{
    return { widthOf(m_chips.size()), m_more->sizeHint().height() };
}

QSize QuickFilters::minimumSizeHint() const
{
    return m_more->sizeHint();
}

void QuickFilters::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void QuickFilters::arrange()
{
    const int gap = Theme::instance()->px(4);
    qsizetype fitting = m_chips.size();
    if (widthOf(fitting) > width()) {
        while (fitting > 0 && widthOf(fitting) + gap + m_more->sizeHint().width() > width())
            --fitting;
    }
    int x = 0;
    const auto place = [&](QToolButton *button) {
        const QSize size = button->sizeHint();
        button->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        x += size.width() + gap;
    };
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setVisible(i < fitting);
        if (i < fitting)
            place(m_chips[i]);
    }
    m_more->setVisible(fitting < m_chips.size());
    if (fitting < m_chips.size())
        place(m_more);
}

void QuickFilters::choose(qsizetype which, bool on)
{
    for (const QuickFilter &other : std::as_const(m_filters)) {
        if (m_bar->hasTerm(other.term))
            m_bar->removeTerm(other.term);
    }
    if (on)
        m_bar->addTerm(m_filters[which].term);
    follow();
}

void QuickFilters::fillMenu()
{
    m_more->menu()->clear();
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        if (!m_chips[i]->isHidden())
            continue;
        QAction *action = m_more->menu()->addAction(m_filters[i].label);
        action->setCheckable(true);
        action->setChecked(m_chips[i]->isChecked());
        connect(action, &QAction::triggered, this, [this, i](bool on) { choose(i, on); });
    }
}

void QuickFilters::follow()
{
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(m_bar->hasTerm(m_filters[i].term));
}

// GroupButton ------------------------------------------------------------------------------------------------------

GroupButton::GroupButton(TableView *table, QWidget *parent)
    : QToolButton(parent)
    , m_table(table)
{
    setObjectName(u"groupButton"_s);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"groupMenu"_s);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &GroupButton::fillMenu);
    // Columns come with the first picture, and attributes later: what was asked for is applied when it can be.
    const tables::TableModel *model = table->tableModel();
    connect(model, &QAbstractItemModel::modelReset, this, &GroupButton::apply);
    connect(model, &QAbstractItemModel::columnsInserted, this, &GroupButton::apply);
    setGroup({});
}

void GroupButton::setKeys(const QStringList &keys)
{
    m_keys = keys;
    setVisible(!keys.isEmpty());
}

QString GroupButton::titleOf(const QString &key) const
{
    const QList<tables::Column> &columns = m_table->tableModel()->columns();
    const int column = tables::columnOf(columns, key);
    return column < 0 || columns[column].title.isEmpty() ? key : columns[column].title.toLower();
}

void GroupButton::setGroup(const QString &key)
{
    m_group = key;
    apply();
}

void GroupButton::apply()
{
    setText(m_group.isEmpty() ? tr("No groups") : tr("Group: %1").arg(titleOf(m_group)));
    tables::TableModel *model = m_table->tableModel();
    const int column = m_group.isEmpty() ? -1 : tables::columnOf(model->columns(), m_group);
    if (column != model->groupColumn())
        model->setGroupColumn(column);
}

void GroupButton::fillMenu()
{
    menu()->clear();
    const auto add = [this](const QString &text, const QString &key) {
        QAction *action = menu()->addAction(text);
        action->setCheckable(true);
        action->setChecked(key == m_group);
        connect(action, &QAction::triggered, this, [this, key] { setGroup(key); });
    };
    add(tr("No groups"), {});
    for (const QString &key : std::as_const(m_keys))
        add(titleOf(key), key);
    if (m_group.isEmpty())
        return;
    menu()->addSeparator();
    tables::TableModel *model = m_table->tableModel();
    connect(menu()->addAction(tr("Fold all groups")), &QAction::triggered, this,
            [model] { model->setAllFolded(true); });
    connect(menu()->addAction(tr("Unfold all groups")), &QAction::triggered, this,
            [model] { model->setAllFolded(false); });
}

// Columns and export -----------------------------------------------------------------------------------------------

QToolButton *makeColumnsButton(const ShownTable &table, QWidget *parent)
{
    QToolButton *button = makeButton(u"columnsButton"_s, u"columns"_s, TablePage::tr("Show and hide columns"), parent);
    QObject::connect(button, &QToolButton::clicked, button, [table, button] {
        QMenu *menu = table()->makeColumnsMenu(button);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    });
    return button;
}

QToolButton *makeExportButton(const ShownTable &shown, std::function<void(const QString &)> tell, QWidget *parent)
{
    QToolButton *button = makeButton(u"exportButton"_s, u"export"_s, TablePage::tr("Export what is shown…"), parent);
    QObject::connect(button, &QToolButton::clicked, button, [shown, button, tell = std::move(tell)] {
        TableView *const table = shown();
        const QString noun = table->accessibleName();
        auto *dialog = new QFileDialog(button, TablePage::tr("Export %1").arg(noun), QDir::homePath());
        dialog->setObjectName(u"exportDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({ TablePage::tr("Comma-separated values (*.csv)"), TablePage::tr("JSON (*.json)"),
                                 TablePage::tr("Text (*.txt)") });
        dialog->setDefaultSuffix(u"csv"_s);
        dialog->selectFile(noun + QDateTime::currentDateTime().toString(u"-yyyy-MM-dd-HHmm'.csv'"_s));
        QObject::connect(dialog, &QFileDialog::fileSelected, table, [table, tell](const QString &path) {
            QString error;
            const bool written = table->exportTo(path, &error);
            tell(written ? TablePage::tr("%1 written.").arg(QDir::toNativeSeparators(path)) : error);
        });
        dialog->open();
    });
    return button;
}

} // namespace ui
