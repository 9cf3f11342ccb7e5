// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updatevalues.h"

#include <QJsonObject>

namespace verbs {

/// How an update rolls, as requests keep it.
QJsonObject toJson(const aurora::UpdateSettings &settings);
aurora::UpdateSettings updateSettingsFromJson(const QJsonObject &json); ///< what is missing has the client's default

/// As Aurora's own client without an update_config: one instance at a time, each watched for 45 s, back on failure.
aurora::UpdateSettings defaultUpdateSettings();

/// "2 at a time, each watched for 45 s, back on failure"
QString settingsWords(const aurora::UpdateSettings &settings);

} // namespace verbs
