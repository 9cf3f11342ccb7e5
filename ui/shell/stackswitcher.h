// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "ui/shell/paintedbutton.h"

namespace ui {

/// Which cluster this window works on, in the cluster's own colour, with its tier in capitals: nobody shall take
/// production for something else. Click or Ctrl+Shift+S lists the others. Object name "stackSwitcher".
class StackSwitcher final : public PaintedButton
{
    Q_OBJECT
public:
    explicit StackSwitcher(QWidget *parent = nullptr);

    struct Choice
    {
        QString name;
        config::Tier tier = config::Tier::Production;
    };
    void setChoices(const QList<Choice> &choices);
    void setFile(const QString &path); ///< where the stacks are described, said at the menu's foot
    void setCurrent(const QString &name);
    void setNarrow(bool narrow);
    void popUp();

    QSize sizeHint() const override;

signals:
    void chosen(const QString &name);
    void connectionsWanted();
    void addClusterWanted();

protected:
    void paintContents(QPainter *painter) override;

private:
    QString word() const;
    QString shownName() const;
    QList<Choice> m_choices;
    Choice m_current;
    QString m_file;
    bool m_narrow = false;
};

} // namespace ui
