-- One row per project from which at least one asset of the ledger came.
select project.*
from {{ ref('pop_project') }} as project
where
    exists (
        select 1
        from {{ ref('fct_asset') }} as asset
        where
            asset.reporting_unit_code = project.reporting_unit_code
            and asset.project_code = project.project_code
    )
