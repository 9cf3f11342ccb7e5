// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"
#include "app/ctl/rowscommand.h"

/// What was done from this machine, from its journal: the window's page Actions, and what can be done about an action
/// that has ended.
namespace ctl {

/// action list
class ActionListCommand final : public RowsCommand
{
public:
    QString name() const override;
    QString summary() const override;
    bool usesJournal() const override { return true; }

protected:
    QCoro::Task<core::Result<tables::Rows>> read(Session *session) const override;
    const QList<tables::Column> &columns() const override;
    QStringList shownColumns() const override;
    QString system() const override;
};

/// action show ID
class ActionShowCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    bool usesJournal() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// action resume ID: goes on with what is left of a half-done action, as it was consented to. Each step is looked at
/// before it is sent.
class ActionResumeCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    bool changes() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// action retry ID, action undo ID: planned and consented to as any other.
class ActionAgainCommand final : public ActionCommand
{
public:
    enum class Way { Retry, Undo };
    explicit ActionAgainCommand(Way way)
        : m_way(way)
    {
    }

    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override;

private:
    const Way m_way;
};

} // namespace ctl
