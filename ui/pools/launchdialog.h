// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/config/awsconfig.h"
#include "ui/plan/wishdialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

/// "Start instances…": how many machines of which pool, as the stacks file says for it (its template), with another
/// type, storage, market and further tags where that is wished. Plan… hands the wish on. Object name "launchDialog".
/// GUI thread.
class LaunchDialog final : public WishDialog
{
    Q_OBJECT
public:
    /// `pool`: chosen first; empty: the first there is. The config must have a launch.
    LaunchDialog(const Place &place, const config::AwsConfig &config, const QString &pool, QWidget *parent = nullptr);

signals:
    void planRequested(const actions::Request &request);

private:
    QComboBox *makeChoice(const QString &name);
    void build();
    void takeTemplate(); ///< the fields as the chosen pool's template says
    config::AwsLaunch asked() const;
    QString flaw() const; ///< empty: it can be planned
    void check();
    void plan() override;

    const config::AwsConfig m_config;
    QComboBox *m_pool;
    QSpinBox *m_count;
    QComboBox *m_type; ///< may be typed
    QSpinBox *m_disk; ///< GiB; 0: the image's
    QComboBox *m_diskType;
    QComboBox *m_market;
    QLineEdit *m_tags;
    QLabel *m_words;
};

} // namespace ui
