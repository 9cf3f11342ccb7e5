// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tablepage/tablepage.h"

class QSplitter;

namespace ui {

class FrameworkInspector;
class TokenLabel;

/// Frameworks, with those whose scheduler has gone and what they still hold; below them the roles with quota beside
/// consumption.
class FrameworksPage final : public TablePageOf<mesos::State>
{
    Q_OBJECT
public:
    explicit FrameworksPage(PageContext context, QWidget *parent = nullptr);

    bool reveal(const links::ObjectRef &ref) override;

protected:
    QWidget *inspectorFor(const QByteArray &key) override;
    QString countsDetail(const mesos::State &state) const override;
    void pictureShown(const mesos::Snapshot &snapshot) override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    QJsonObject saveMore() const override;
    void restoreMore(const QJsonObject &state) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildRoles();
    void tearDown(const QStringList &frameworks);
    void giveRolesTheirHeight(); ///< as high as their rows, until somebody drags the splitter
    QSplitter *splitter() const;

    FrameworkInspector *m_inspector;
    TableView *m_roles = nullptr;
    TokenLabel *m_rolesCount = nullptr;
    bool m_heightIsUsers = false;
    mesos::Snapshot m_rolesPicture; ///< whose roles are shown
};

PageEntry frameworksPage();

} // namespace ui
