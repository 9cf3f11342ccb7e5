// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

/// All logging categories of the product; `QT_LOGGING_RULES="comporta.net=true"` shows one.
Q_DECLARE_LOGGING_CATEGORY(lcNet) ///< comporta.net: each request with duration, size, outcome
Q_DECLARE_LOGGING_CATEGORY(lcMesos) ///< comporta.mesos: polls, stream, resubscription
Q_DECLARE_LOGGING_CATEGORY(lcPictures) ///< comporta.pictures: last pictures kept on disk
Q_DECLARE_LOGGING_CATEGORY(lcTables) ///< comporta.tables: filter, sort and diff times
Q_DECLARE_LOGGING_CATEGORY(lcHistory) ///< comporta.history: the local database
Q_DECLARE_LOGGING_CATEGORY(lcConfig) ///< comporta.config: stacks file and settings
Q_DECLARE_LOGGING_CATEGORY(lcActions) ///< comporta.actions: each step sent, answered, looked for
Q_DECLARE_LOGGING_CATEGORY(lcUi) ///< comporta.ui: the window
