// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/logging.h"

Q_LOGGING_CATEGORY(lcNet, "comporta.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMesos, "comporta.mesos", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPictures, "comporta.pictures", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTables, "comporta.tables", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHistory, "comporta.history", QtWarningMsg)
Q_LOGGING_CATEGORY(lcConfig, "comporta.config", QtWarningMsg)
Q_LOGGING_CATEGORY(lcActions, "comporta.actions", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "comporta.ui", QtWarningMsg)
