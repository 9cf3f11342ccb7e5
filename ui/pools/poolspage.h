// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/board.h"
#include "ui/tablepage/tablepage.h"

class QPushButton;
class QSplitter;

namespace ui {

class PoolPane;
class PoolTools;
class TotalsRow;

/// One row a pool of machines: what it wants, has, costs, and who waits for it; below it the chosen one.
class PoolsPage final : public TablePageOf<pools::Picture>
{
    Q_OBJECT
public:
    explicit PoolsPage(PageContext context, QWidget *parent = nullptr);

    /// A machine is shown with its pool, marked among the others of it.
    bool reveal(const links::ObjectRef &ref) override;
    links::ObjectRef currentObject() const override; ///< the machine that is marked below, else the pool
    void trigger(const QString &action) override;

protected:
    QWidget *inspectorFor(const QByteArray &key) override; ///< none: the pane below shows the chosen pool
    QString countsDetail(const pools::Picture &picture) const override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    void pictureShown(const pools::Snapshot &picture) override;
    void restoreMore(const QJsonObject &state) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const QString &sentence);
    void giveTableItsHeight();
    void showDifferences();
    QSplitter *splitter() const;

    PoolTools *m_tools;
    TotalsRow *m_totals;
    PoolPane *m_pane;
    QPushButton *m_differences; ///< leads to those of all pools
    bool m_showsAll = false; ///< the differences of all pools are looked at: no pool is chosen by itself
    bool m_heightIsUsers = false;
    links::ObjectRef m_wantedMachine; ///< asked for before there was a picture
};

PageEntry poolsPage();

} // namespace ui
