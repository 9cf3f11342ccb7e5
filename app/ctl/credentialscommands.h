// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// credentials: who signs in to each layer, and where that is kept. Never the secret.
class CredentialsListCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    QCoro::Task<int> run(Session *session) override;
};

/// credentials set LAYER: asks for user and secret at the terminal, or reads the secret from standard input.
class CredentialsSetCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// credentials forget LAYER …
class CredentialsForgetCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
